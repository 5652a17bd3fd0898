using RocketControl.Client.Tests.Faults.Matrix;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Wire;

namespace RocketControl.Client.Tests.Faults.Disposal;

/// <summary>Each transport of each system may be disposed of under the hands of its callers, and as often as one likes.</summary>
[TestFixtureSource(nameof(Systems))]
internal sealed class DisposalOfAnySystemTests(Func<MatrixTransport> create)
{
    private const int Callers = 20;

    private MatrixTransport _system = null!;

    private static IEnumerable<TestFixtureData> Systems =>
        FaultMatrixTests.Transports.Select(create => new TestFixtureData(create).SetArgDisplayNames(create().Name));

    private MatrixCall Call => _system.Calls.Single(call => call.Name == "asking for the status");

    [SetUp]
    public Task StartAsync()
    {
        _system = create();
        return _system.StartAsync();
    }

    [TearDown]
    public async Task StopAsync() => await _system.DisposeAsync();

    [Test]
    public async Task Under_the_hands_of_many_callers_every_call_ends([Values(0, 1, 20)] int callsBefore)
    {
        await using var scene = await SetAsync();
        var begun = new SemaphoreSlim(0);
        var calls = Enumerable.Range(0, Callers).Select(_ => Task.Run(() => CallUntilDisposedAsync(scene, begun))).ToList();
        for (var i = 0; i < callsBefore; i++)
            await begun.WaitAsync().Soon();

        await scene.Client.DisposeAsync().Soon();

        Assert.That(await Task.WhenAll(calls).Soon(), Has.All.InstanceOf<ObjectDisposedException>().Or.InstanceOf<RunConnectionLostException>());
    }

    [Test]
    public async Task Twice_and_at_the_same_time_is_once()
    {
        await using var scene = await SetAsync();

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () => await scene.Client.DisposeAsync()))).Soon();
        await scene.Client.DisposeAsync().Soon();

        Assert.That(() => Call.InvokeAsync(scene).Soon(), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public async Task Inside_a_watch_the_watch_ends()
    {
        await using var scene = await SetAsync();

        Assert.That(
            async () =>
            {
                await foreach (var _ in scene.Client.WatchAsync(scene.Run))
                    await scene.Client.DisposeAsync().Soon();
            },
            Throws.InstanceOf<RunConnectionLostException>().Or.InstanceOf<ObjectDisposedException>());
    }

    private Task<MatrixScene> SetAsync() => _system.SetAsync(
        new MatrixCell(Call, new MatrixFault("none", WireFault.Delay, MatrixFault.BeforeSending, _ => Ending.Right), WirePoint.BeforeSend), number: 0, time: null);

    private async Task<Exception> CallUntilDisposedAsync(MatrixScene scene, SemaphoreSlim begun)
    {
        while (true)
        {
            var call = Call.InvokeAsync(scene);
            begun.Release();
            try
            {
                await call.Soon();
            }
            catch (Exception exception)
            {
                return exception;
            }
        }
    }
}
