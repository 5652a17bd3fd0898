namespace RocketControl.Client.Transports.RocketRide;

/// <summary>The time that a send has left: over all of its steps, or anew after each step that the server answered.</summary>
internal sealed class SendDeadline
{
    private readonly TimeProvider _time;
    private readonly bool _renews;
    private long _started;

    public SendDeadline(TimeSpan limit, bool renews, TimeProvider time)
    {
        (Limit, _renews, _time) = (limit, renews, time);
        _started = time.GetTimestamp();
    }

    public TimeSpan Limit { get; }

    /// <summary>What is left; never less than a moment, so that a call under it fails as a call that ran out of time.</summary>
    public TimeSpan Remaining
    {
        get
        {
            var remaining = Limit - _time.GetElapsedTime(Volatile.Read(ref _started));
            return remaining > TimeSpan.FromMilliseconds(1) ? remaining : TimeSpan.FromMilliseconds(1);
        }
    }

    /// <summary>Notes that the server answered a step.</summary>
    public void NoteProgress()
    {
        if (_renews)
            Volatile.Write(ref _started, _time.GetTimestamp());
    }
}
