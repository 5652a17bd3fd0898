namespace RocketControl.Client.Transports.Dap;

/// <summary>Remembers the latest calls whose callers gave up, so that a late reply is told from a reply to nothing.</summary>
internal sealed class AbandonedCalls
{
    private const int Remembered = 1024;

    private readonly Dictionary<long, string> _commands = [];
    private readonly Queue<long> _order = new();

    public void Add(PendingCall call)
    {
        lock (_order)
        {
            if (_order.Count == Remembered)
                _commands.Remove(_order.Dequeue());
            _order.Enqueue(call.Seq);
            _commands[call.Seq] = call.Command;
        }
    }

    public bool TryRemove(long seq, out string command)
    {
        lock (_order)
        {
            var known = _commands.Remove(seq, out var found);
            command = found ?? "";
            return known;
        }
    }
}
