namespace RocketControl.Client.Emulator.RocketRide;

/// <summary>A place where a <see cref="RocketRideHold"/> can stop the emulator.</summary>
internal sealed class HoldPoint
{
    private RocketRideHold? _hold;

    /// <summary>Holds whatever comes from now on; an earlier hold keeps what it holds.</summary>
    public RocketRideHold Set()
    {
        var hold = new RocketRideHold();
        Volatile.Write(ref _hold, hold);
        return hold;
    }

    /// <summary>Completed when nothing is held here.</summary>
    public Task PassAsync(CancellationToken cancellationToken)
    {
        RocketRideHold? hold = Volatile.Read(ref _hold);
        if (hold is null)
            return Task.CompletedTask;
        hold.MarkReached();
        return hold.Released.WaitAsync(cancellationToken);
    }
}
