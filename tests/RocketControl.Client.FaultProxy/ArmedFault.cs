namespace RocketControl.Client.Tests.Wire;

/// <summary>A fault that waits for its unit.</summary>
public sealed class ArmedFault
{
    private readonly TaskCompletionSource<WireConnection> _hit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _left;
    private int _hits;

    internal ArmedFault(string name, WirePoint point, WireFault fault, int times)
    {
        (Name, Point, Fault) = (name, point, fault);
        _left = times;
    }

    /// <summary>The request that it is about.</summary>
    public string Name { get; }

    /// <summary>How far that gets.</summary>
    public WirePoint Point { get; }

    /// <summary>What happens.</summary>
    public WireFault Fault { get; }

    /// <summary>The connection on which it happened first, once it has.</summary>
    public Task<WireConnection> Hit => _hit.Task;

    /// <summary>How often it has happened.</summary>
    public int Hits => Volatile.Read(ref _hits);

    internal Task Released => _released.Task;

    private bool IsToServer => Point is WirePoint.BeforeSend or WirePoint.DuringSend;

    /// <summary>Lets go on what is held back.</summary>
    public void Release() => _released.TrySetResult();

    /// <summary>It happens no more.</summary>
    public void Disarm() => Volatile.Write(ref _left, 0);

    internal bool TryTake(WireUnit unit)
    {
        if (unit.Name != Name || unit.IsToServer != IsToServer || Interlocked.Decrement(ref _left) < 0)
            return false;
        Interlocked.Increment(ref _hits);
        return true;
    }

    internal async Task HappenAsync(WireConnection connection, WireUnit unit)
    {
        var relayed = Point switch
        {
            WirePoint.DuringSend => unit.Bytes.Length / 2,
            WirePoint.DuringReply => connection.HalfOf(unit),
            _ => 0,
        };
        if (relayed > 0)
            await connection.WriteAsync(unit.IsToServer, unit.Bytes[..relayed]);
        _hit.TrySetResult(connection);
        await Fault.ActAsync(new WireScene(connection, unit, unit.Bytes[relayed..], Released));
    }
}
