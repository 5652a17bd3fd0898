using RocketControl.Client.Telemetry;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Support.Secrets;

namespace RocketControl.Client.Tests.Telemetry;

/// <summary>While nobody listens nothing is computed. The suite's own listener rests meanwhile, so these tests have the process to themselves.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class SilenceTests
{
    private const int Calls = 1_000;

    private readonly PlainTransport _transport = new();
    private IDisposable _rest = null!;

    [SetUp]
    public void SetUp() => _rest = SecretWatch.OfSuite.Rest();

    [TearDown]
    public void TearDown() => _rest.Dispose();

    [Test]
    public async Task A_call_is_the_transports_own()
    {
        await using var client = new RunControlClient(_transport);

        Assert.That(Instruments.ObserveCalls, Is.False);
        Assert.That(client.GetTaskStatusAsync(_transport.Run), Is.SameAs(_transport.StatusTask));
    }

    [Test]
    public async Task A_call_allocates_nothing_more()
    {
        await using var client = new RunControlClient(_transport);

        Assert.That(AllocatedBy(() => _ = client.GetTaskStatusAsync(_transport.Run)), Is.Zero);
    }

    [Test]
    public void Bytes_and_drops_and_reconnects_allocate_nothing()
    {
        var traffic = new Traffic(_transport.Backend, "plain");

        Assert.That(
            AllocatedBy(() =>
            {
                traffic.Sent(1);
                traffic.Received(1);
                Instruments.CountDropped(_transport.Backend, 1);
                Instruments.CountReconnect(_transport.Backend, "plain");
            }),
            Is.Zero);
    }

    [Test]
    public async Task Nothing_is_remembered_for_later()
    {
        await using (var client = new RunControlClient(_transport))
            Assert.That(await client.UseAsync(SampleRun.Pipeline).Soon(), Is.SameAs(_transport.Run));

        using var figures = new FigureRecorder();
        Assert.That(figures.Read(RunControlTelemetry.ActiveRuns, _transport.SystemTag), Is.Zero);
    }

    [Test]
    public async Task Who_listens_to_one_instrument_only_gets_that()
    {
        await using var client = new RunControlClient(_transport);
        using var figures = new FigureRecorder(RunControlTelemetry.CallCount);

        await client.GetTaskStatusAsync(_transport.Run).Soon();

        Assert.That(figures.Of(RunControlTelemetry.CallCount, _transport.SystemTag), Has.Count.EqualTo(1));
        Assert.That(figures.Of(RunControlTelemetry.CallDuration, _transport.SystemTag), Is.Empty);
    }

    private static long AllocatedBy(Action call)
    {
        for (var i = 0; i < Calls; i++)
            call();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Calls; i++)
            call();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
