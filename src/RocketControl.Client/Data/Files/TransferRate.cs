namespace RocketControl.Client.Data.Files;

/// <summary>Bytes a second over a window that slides with the clock.</summary>
internal sealed class TransferRate(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);

    /// <summary>Samples closer together than this are taken for one, so that fast transfers need little memory.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(100);

    private readonly Queue<(long At, long Bytes)> _samples = new();
    private readonly long _started = time.GetTimestamp();
    private (long At, long Bytes) _newest;
    private long _inWindow;

    public void Add(long bytes)
    {
        Forget();
        var now = time.GetTimestamp();
        _inWindow += bytes;
        if (_newest.Bytes > 0 && time.GetElapsedTime(_newest.At, now) < Grain)
        {
            _newest.Bytes += bytes;
            return;
        }
        if (_newest.Bytes > 0)
            _samples.Enqueue(_newest);
        _newest = (now, bytes);
    }

    public double BytesPerSecond
    {
        get
        {
            Forget();
            var age = time.GetElapsedTime(_started);
            var span = age < Window ? age : Window;
            return span > TimeSpan.Zero ? _inWindow / span.TotalSeconds : 0;
        }
    }

    private void Forget()
    {
        while (_samples.TryPeek(out var oldest) && IsOld(oldest))
            _inWindow -= _samples.Dequeue().Bytes;
        if (!IsOld(_newest))
            return;
        _inWindow -= _newest.Bytes;
        _newest = default;
    }

    private bool IsOld((long At, long Bytes) sample) => sample.Bytes > 0 && time.GetElapsedTime(sample.At) > Window;
}
