using RocketControl.Client.Emulator.Faults;

namespace RocketControl.Client.Emulator.RocketRide;

/// <summary>A place where a <see cref="Hold"/> can stop the emulator.</summary>
internal sealed class HoldPoint
{
    private Hold? _hold;

    /// <summary>Holds whatever comes from now on; an earlier hold keeps what it holds.</summary>
    public Hold Set()
    {
        var hold = new Hold();
        Volatile.Write(ref _hold, hold);
        return hold;
    }

    /// <summary>Completed when nothing is held here.</summary>
    public Task PassAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _hold) is not { IsRemoved: false } hold)
            return Task.CompletedTask;
        hold.Hit();
        return hold.WaitAsync(cancellationToken);
    }
}
