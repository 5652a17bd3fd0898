using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.RocketRide;

[TestFixture]
internal sealed class FallbackTests : EmulatorTests
{
    private const string OverWebSocket = "RocketRide over WebSocket";
    private const string OverHttp = "RocketRide over HTTP";

    private readonly ManualTimeProvider _time = new();

    protected override RocketRideOptions ClientOptions => base.ClientOptions with { Transport = RocketRideTransportMode.Auto, MaxRetries = 0 };

    [Test]
    public async Task A_websocket_is_used_where_there_is_one()
    {
        await StartRunAsync();

        Assert.That(Client.TransportName, Is.EqualTo(OverWebSocket));
    }

    [Test]
    public async Task Http_is_used_where_the_upgrade_is_refused([Values(403, 404, 426, 500, 502, 503)] int status)
    {
        Server.Faults.OnUpgrade().RefuseWith(status);

        var run = await StartRunAsync();

        Assert.That(Client.TransportName, Is.EqualTo(OverHttp));
        Assert.That((await Client.SendAsync(run, "text").Soon()).Texts, Is.EqualTo(new[] { "text\n\n" }));
    }

    [Test]
    public async Task A_wrong_key_is_no_reason_to_fall_back()
    {
        var client = NewClient(ClientOptions with { Credential = "wrong" });

        await client.UseAsync(Pipelines.Echo()).FailsWith<RunAuthenticationException>();

        Assert.That(client.TransportName, Is.EqualTo(OverWebSocket));
    }

    [Test]
    public async Task An_upgrade_that_demands_a_login_is_no_reason_to_fall_back()
    {
        Server.Faults.OnUpgrade().RefuseWith(401);

        await Client.UseAsync(Pipelines.Echo()).FailsWith<RunAuthenticationException>();

        Assert.That(Client.TransportName, Is.EqualTo(OverWebSocket));
    }

    [Test]
    public async Task A_server_that_is_not_there_is_reported_once()
    {
        using var nobody = new VacantPort();

        var exception = await NewClient(ClientOptions with { Endpoint = nobody.Endpoint }).UseAsync(Pipelines.Echo()).FailsWith<RunConnectionFailedException>();

        Assert.That(exception.WasPeerReached, Is.False);
        Assert.That(exception.Message, Does.Not.Contain(OverHttp));
    }

    [Test]
    public async Task When_both_ways_fail_both_failures_are_told()
    {
        Server.Faults.OnUpgrade().RefuseWith(503);
        Server.Faults.OnHttp().Once().AnswerAsProxy(502);

        var exception = await Client.UseAsync(Pipelines.Echo()).FailsWith<RunConnectionFailedException>();

        Assert.That(exception.Message, Does.Contain("503").And.Contain("502"));
        Assert.That(((AggregateException)exception.InnerException!).InnerExceptions, Has.Count.EqualTo(2));
        Assert.That(Client.TransportName, Is.EqualTo(OverWebSocket), "the next call starts with a WebSocket again");
    }

    [Test]
    public async Task After_a_while_a_websocket_is_tried_again()
    {
        var client = NewClient(ClientOptions with { TimeProvider = _time });
        Server.Faults.OnUpgrade().RefuseWith(503);
        var run = await client.UseAsync(Pipelines.Echo()).Soon();
        Server.Faults.Clear();

        _time.Advance(TimeSpan.FromMinutes(4));
        await client.GetTaskStatusAsync(run).Soon();
        Assert.That(client.TransportName, Is.EqualTo(OverHttp), "not yet");

        _time.Advance(TimeSpan.FromMinutes(1));
        await client.GetTaskStatusAsync(run).Soon();
        Assert.That(client.TransportName, Is.EqualTo(OverWebSocket));
    }

    [Test]
    public async Task What_http_cannot_carry_says_so_before_anything_is_sent()
    {
        var client = NewClient(ClientOptions with { Transport = RocketRideTransportMode.Http });
        UseOptions[] options =
        [
            new() { TimeToLive = TimeSpan.FromMinutes(2) }, new() { UseExisting = true }, new() { Name = "x" }, new() { TeamId = "x" },
            new() { Arguments = ["x"] }, new() { TraceLevel = PipelineTraceLevel.Full }, new() { Threads = 65 },
            new() { Environment = new Dictionary<string, string> { ["ROCKETRIDE_X"] = "1" } },
        ];

        foreach (var option in options)
        {
            var exception = await client.UseAsync(Pipelines.Echo(), option).FailsWith<RunNotSupportedException>();
            Assert.That(exception.Message, Does.Contain("WebSocket"));
        }
        Assert.That(Server.ReceivedRequests, Is.Empty);
    }
}
