using System.Text.Json.Nodes;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.RocketRide.Store;

internal sealed class RunLogTests : TransportTests
{
    private RocketRideRunLogs Logs => Transport.Store.RunLogs;

    [Test]
    public async Task A_log_is_named_after_its_source_and_start_time()
    {
        var name = await Logs.SaveAsync("project", "webhook_1", Log(JsonValue.Create(1780000001.25))).Soon();

        Assert.That(name, Is.EqualTo("webhook_1-1780000001.25.log"));
        Assert.That((await Logs.GetAsync("project", name).Soon()).GetProperty("body").GetProperty("startTime").GetDouble(), Is.EqualTo(1780000001.25));
        Assert.That((await Transport.Store.ListAsync(".logs/project").Soon()).Single().Name, Is.EqualTo(name));
    }

    [Test]
    public async Task Logs_are_listed_oldest_first_and_by_source()
    {
        var first = await Logs.SaveAsync("project", "b", Log("1")).Soon();
        var second = await Logs.SaveAsync("project", "a", Log("1")).Soon();

        Assert.That((await Logs.ListAsync("project").Soon()).Select(log => log.Name), Is.EqualTo([first, second]));
        Assert.That((await Logs.ListAsync("project", "a").Soon()).Select(log => log.Name), Is.EqualTo([second]));
        Assert.That(await Logs.ListAsync("another").Soon(), Is.Empty);
    }

    [Test]
    public async Task A_deleted_log_is_gone()
    {
        var name = await Logs.SaveAsync("project", "a", Log("1")).Soon();

        await Logs.DeleteAsync("project", name).Soon();

        Assert.That((await Fails.With<StoreException>(() => Logs.GetAsync("project", name))).Kind, Is.EqualTo(RunControlErrorKind.NotFound));
    }

    [Test]
    public async Task A_log_without_a_start_time_has_no_name()
    {
        await Fails.With<RunInvalidArgumentException>(() => Logs.SaveAsync("project", "a", []));
        await Fails.With<RunInvalidArgumentException>(() => Logs.SaveAsync("project", "a", Log(null)));
        await Fails.With<RunInvalidArgumentException>(() => Logs.SaveAsync("project", "a", Log("")));
    }

    /// <summary>The official clients let a start time with separators name a file elsewhere.</summary>
    [Test]
    public async Task A_start_time_cannot_lead_out_of_the_folder()
    {
        await Fails.With<RunInvalidArgumentException>(() => Logs.SaveAsync("project", "a", Log("/../../x")));
        await Fails.With<RunInvalidArgumentException>(() => Logs.GetAsync("project", "../x"));
        await Fails.With<RunInvalidArgumentException>(() => Logs.ListAsync("project/.."));

        Assert.That(Server.ConnectionCount, Is.Zero);
    }

    private static JsonObject Log(JsonNode? startTime) => new() { ["body"] = new JsonObject { ["startTime"] = startTime } };
}
