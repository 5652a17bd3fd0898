using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.RocketRide.Services;

internal sealed class RawCallTests : TransportTests
{
    [Test]
    public async Task A_call_gives_the_body()
    {
        var reply = await Transport.CallAsync("rrext_ping").Soon();

        Assert.That(reply.Body.GetProperty("pong").GetBoolean(), Is.True);
    }

    [Test]
    public async Task A_call_without_an_answering_body_has_an_undefined_one()
    {
        var run = await Client.UseAsync(Pipelines.Echo()).Soon();

        var reply = await Transport.CallAsync("terminate", new JsonObject { ["token"] = run.Id }).Soon();

        Assert.That((reply.Body.ValueKind, reply.Data.Length), Is.EqualTo((JsonValueKind.Undefined, 0)));
    }

    [Test]
    public async Task Data_travels_behind_the_request()
    {
        var run = await Client.UseAsync(Pipelines.Echo()).Soon();
        var open = await Transport.CallAsync("rrext_process", new JsonObject
        {
            ["subcommand"] = "open",
            ["object"] = new JsonObject(),
            ["mimeType"] = "text/plain",
            ["token"] = run.Id,
        }).Soon();
        var pipe = open.Body.GetProperty("pipe_id").GetInt32();

        await Transport.CallAsync("rrext_process", Step("write"), Encoding.UTF8.GetBytes("line 1\nline 2")).Soon();
        var close = await Transport.CallAsync("rrext_process", Step("close")).Soon();

        Assert.That(close.Body.GetProperty("text")[0].GetString(), Is.EqualTo("line 1\nline 2\n\n"));

        JsonObject Step(string subcommand) => new() { ["subcommand"] = subcommand, ["pipe_id"] = pipe, ["token"] = run.Id };
    }

    [Test]
    public async Task A_call_whose_answer_was_lost_is_not_sent_again()
    {
        Server.Faults.On("rrext_ping").Once().DropAfterExecuting();

        var failure = await Fails.With<RunConnectionLostException>(() => Transport.CallAsync("rrext_ping"));

        Assert.That((failure.OutcomeUnknown, CountRequests("rrext_ping")), Is.EqualTo((true, 1)));
    }

    [Test]
    public async Task A_refused_call_fails()
    {
        await Fails.With<RunNotSupportedException>(() => Transport.CallAsync("rrext_from_the_future"));
    }

    [TestCase("auth")]
    [TestCase("deauth")]
    [TestCase("")]
    public async Task A_call_that_would_change_the_login_is_refused(string command)
    {
        await Fails.With<RunInvalidArgumentException>(() => Transport.CallAsync(command));

        Assert.That(Server.ReceivedRequests, Is.Empty);
    }

    [Test]
    public async Task Arguments_are_taken_as_they_are_at_the_call()
    {
        var arguments = new JsonObject { ["service"] = "webhook" };
        var call = Transport.CallAsync("rrext_services", arguments);
        arguments["service"] = "no_such_service";

        Assert.That((await call.Soon()).Body.GetProperty("protocol").GetString(), Is.EqualTo("webhook://"));
    }
}
