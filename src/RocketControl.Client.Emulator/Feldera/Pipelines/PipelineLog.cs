using System.Threading.Channels;

namespace RocketControl.Client.Emulator.Feldera.Pipelines;

/// <summary>The lines that <c>/logs</c> streams: those kept so far, then each new one.</summary>
internal sealed class PipelineLog : IDisposable
{
    private const int Capacity = 10_000;

    private readonly object _gate = new();
    private readonly Queue<string> _lines = new();
    private readonly List<Channel<string>> _followers = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
                return [.. _lines];
        }
    }

    public void Write(string line)
    {
        lock (_gate)
        {
            _lines.Enqueue(line);
            if (_lines.Count > Capacity)
                _lines.Dequeue();
            foreach (Channel<string> follower in _followers)
                follower.Writer.TryWrite(line);
        }
    }

    /// <summary>A reader of all lines, which ends with <see cref="EndStreams"/>. It has to be given back.</summary>
    public Channel<string> Follow()
    {
        // As many lines as are kept; who reads slower loses the oldest, as with the server's circular buffer.
        var follower = Channel.CreateBounded<string>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_gate)
        {
            foreach (string line in _lines)
                follower.Writer.TryWrite(line);
            _followers.Add(follower);
        }
        return follower;
    }

    public void Unfollow(Channel<string> follower)
    {
        lock (_gate)
            _followers.Remove(follower);
    }

    /// <summary>Ends the streams, as when the API server loses its connection to the runner.</summary>
    public void EndStreams()
    {
        lock (_gate)
        {
            foreach (Channel<string> follower in _followers)
                follower.Writer.TryComplete();
            _followers.Clear();
        }
    }

    public void Dispose() => EndStreams();
}
