using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Faults.Hostile;

/// <summary>
/// Hostile text in every place that takes text: it arrives as it is, or is refused in the library's own words. It never becomes a header, another request, or another call,
/// and the client works on.
/// </summary>
[TestFixture(RocketRideTransportMode.WebSocket)]
[TestFixture(RocketRideTransportMode.Http)]
internal sealed class HostileTextTests(RocketRideTransportMode transport) : EmulatorTests
{
    protected override RocketRideOptions ClientOptions => base.ClientOptions with { Transport = transport };

    [TestCaseSource(typeof(HostileText), nameof(HostileText.All))]
    public async Task As_the_token_of_a_run_to_ask_for(string text) =>
        await TryAsync(Client, run => Client.GetTaskStatusAsync(text));

    [TestCaseSource(typeof(HostileText), nameof(HostileText.All))]
    public async Task As_the_token_of_a_run_to_start(string text) =>
        await TryAsync(Client, async run =>
        {
            var another = await Client.UseAsync(Pipelines.Echo("another"), new UseOptions { Token = text });
            Assert.That((await Client.AttachAsync(another.Id)).Id, Is.EqualTo(another.Id));
        });

    [TestCaseSource(typeof(HostileText), nameof(HostileText.All))]
    public async Task As_the_name_of_an_object(string text) =>
        await TryAsync(Client, async run => AssertEchoed(await Client.SendAsync(run, "text", new SendOptions { Name = text, MimeType = "text/plain" })));

    [TestCaseSource(typeof(HostileText), nameof(HostileText.All))]
    public async Task As_a_MIME_type(string text) =>
        await TryAsync(Client, run => Client.SendAsync(run, "text", new SendOptions { MimeType = text }));

    [TestCaseSource(typeof(HostileText), nameof(HostileText.All))]
    public async Task As_a_project(string text) =>
        await TryAsync(Client, run => Client.UseAsync(Pipelines.Echo(System.Text.Json.JsonEncodedText.Encode(text.Replace('\ud800', '?')).ToString())));

    [TestCaseSource(typeof(HostileText), nameof(HostileText.All))]
    public async Task As_the_key(string text)
    {
        var client = NewClient(ClientOptions with { Credential = text });

        Assert.That(async () => await client.UseAsync(Pipelines.Echo()).Soon(), Throws.InstanceOf<RunControlException>());
        AssertNothingSmuggled();
        await client.DisposeAsync().Soon();
    }

    [TestCaseSource(typeof(HostileText), nameof(HostileText.All))]
    public async Task As_the_client_s_name(string text)
    {
        var client = NewClient(ClientOptions with { ClientName = text });

        await TryAsync(client, run => client.GetTaskStatusAsync(run));
    }

    /// <summary>It ends well or with an exception that users are told to expect; then the next call works.</summary>
    private async Task TryAsync(RunControlClient client, Func<Run, Task> use)
    {
        var run = await StartRunAsync();
        try
        {
            await use(run).Soon();
        }
        catch (Exception exception) when (exception is RunControlException or ArgumentException)
        {
            Assert.That(exception.Message, Has.Length.LessThan(10_000), "nobody reads a megabyte");
        }

        AssertNothingSmuggled();
        Assert.That((await client.GetTaskStatusAsync(run).Soon()).State, Is.EqualTo(RunState.Running));
    }

    private void AssertNothingSmuggled()
    {
        Assert.That(CountRequests("terminate"), Is.Zero);
        foreach (var request in Server.ReceivedRequests)
        {
            Assert.That(request.Http?.Headers.Keys ?? [], Has.None.EqualTo(HostileText.Smuggled));
            Assert.That(request.Http?.Path ?? "/task", Does.StartWith("/task"));
        }
    }

    private static void AssertEchoed(SendResult result) => Assert.That(result.Texts, Is.EqualTo(new[] { "text\n\n" }));
}
