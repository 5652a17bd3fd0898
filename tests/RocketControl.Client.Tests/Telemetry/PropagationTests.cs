using System.Diagnostics;
using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Support.Secrets;

namespace RocketControl.Client.Tests.Telemetry;

/// <summary>
/// The W3C context on the wire. What goes into requests is decided for the whole process when their connections are made, so these tests have it to themselves.
/// </summary>
[TestFixture]
[NonParallelizable]
internal sealed class PropagationTests
{
    private DistributedContextPropagator _ofSuite = null!;

    [SetUp]
    public void SetUp() =>
        (_ofSuite, DistributedContextPropagator.Current) = (DistributedContextPropagator.Current, DistributedContextPropagator.CreateDefaultPropagator());

    [TearDown]
    public void TearDown() => DistributedContextPropagator.Current = _ofSuite;

    [Test]
    public async Task A_request_carries_the_context_of_the_calls_span()
    {
        await using var server = await FelderaEmulator.StartAsync();
        await using var client = Client(server);
        using var spans = new SpanRecorder(alsoOf: "System.Net.Http");
        spans.Root.TraceStateString = "vendor=1";

        await client.ListAsync().Soon();

        var headers = server.ReceivedRequests.Single().Headers;
        var request = spans.Ended.Single(span => span.Source.Name == "System.Net.Http");
        Assert.That(request.ParentSpanId, Is.EqualTo(spans.Of("list").SpanId));
        Assert.That((headers["traceparent"], headers["tracestate"]), Is.EqualTo((request.Id, "vendor=1")));
    }

    [Test]
    public async Task Nothing_is_added_where_nobody_traces()
    {
        await using var server = await FelderaEmulator.StartAsync();
        await using var client = Client(server);
        using var silence = SecretWatch.OfSuite.Rest();

        await client.ListAsync().Soon();

        Assert.That(server.ReceivedRequests.Single().Headers.Keys, Has.None.EqualTo("traceparent").IgnoreCase);
    }

    [Test]
    public async Task Who_the_server_redirects_to_gets_neither_request_nor_context()
    {
        await using var server = await FelderaEmulator.StartAsync();
        await using var stranger = await FelderaEmulator.StartAsync();
        server.Faults.On("GET").Once().AnswerWith(307, headers: [new("Location", $"{stranger.Endpoint}v0/pipelines")]);
        await using var client = Client(server);
        using var spans = new SpanRecorder();

        Assert.That(() => client.ListAsync().Soon(), Throws.InstanceOf<RunControlException>());

        Assert.That(server.ReceivedRequests.Single().Headers.Keys, Has.One.EqualTo("traceparent").IgnoreCase);
        Assert.That(stranger.ReceivedRequests, Is.Empty);
    }

    private static RunControlClient Client(FelderaEmulator server) =>
        RunControlClient.ForFeldera(Watched.Feldera with { Endpoint = server.Endpoint.ToString() });
}
