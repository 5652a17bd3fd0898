namespace RocketControl.Client.Emulator.Faults;

/// <summary>A place where a <see cref="Hold"/> can stop the emulator.</summary>
internal sealed class HoldPoint
{
    private Hold? _hold;

    /// <summary>Whether something is held here; asking is what counts as being held.</summary>
    public bool Holds
    {
        get
        {
            if (Volatile.Read(ref _hold) is not { IsRemoved: false, IsReleased: false } hold)
                return false;
            hold.Reach();
            return true;
        }
    }

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
