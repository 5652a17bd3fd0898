namespace RocketControl.Client.Transports.Dap;

/// <summary>Numbers what arrives, so that older can be told from newer. Shared by sessions that follow each other.</summary>
internal sealed class ArrivalCounter
{
    private long _last;

    public long Next() => Interlocked.Increment(ref _last);
}
