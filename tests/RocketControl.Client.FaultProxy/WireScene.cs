namespace RocketControl.Client.Tests.Wire;

/// <summary>Where a fault happens.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Unit">The unit that it happens to.</param>
/// <param name="Rest">What has not been relayed of it yet.</param>
/// <param name="Released">Completes when something held back may go on.</param>
public sealed record WireScene(WireConnection Connection, WireUnit Unit, ReadOnlyMemory<byte> Rest, Task Released)
{
    /// <summary>Relays bytes the way that the unit went.</summary>
    /// <param name="bytes">The bytes, in one piece.</param>
    public Task ForwardAsync(ReadOnlyMemory<byte> bytes) => Connection.WriteAsync(Unit.IsToServer, bytes);

    /// <summary>Sends bytes to the client, whichever way the unit went.</summary>
    /// <param name="bytes">The bytes.</param>
    public Task TellClientAsync(ReadOnlyMemory<byte> bytes) => Connection.WriteAsync(toServer: false, bytes);
}
