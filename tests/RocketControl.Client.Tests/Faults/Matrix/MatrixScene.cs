using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Wire;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.Faults.Matrix;

/// <summary>What one cell of the matrix works on.</summary>
/// <param name="Proxy">Between the client and the server.</param>
/// <param name="Client">The client.</param>
/// <param name="Transport">Its transport.</param>
/// <param name="Run">A run, made known to the client.</param>
/// <param name="Number">Counts the cells.</param>
/// <param name="Time">The client's clock when it stands still; null for the system's.</param>
internal sealed record MatrixScene(
    FaultProxy Proxy, RunControlClient Client, IRunTransport Transport, Run Run, int Number, ManualTimeProvider? Time) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync().Soon();
        await Proxy.DisposeAsync().AsTask().Soon();
    }
}
