namespace RocketControl.Client.Transports.Dap;

/// <summary>Remembers the latest calls whose callers gave up, so that a late reply is told from a reply to nothing.</summary>
internal sealed class AbandonedCalls
{
    private const int Remembered = 1024;

    private readonly Dictionary<long, AbandonedCall> _calls = [];
    private readonly Queue<long> _order = new();

    public void Add(PendingCall call)
    {
        lock (_order)
        {
            if (_order.Count == Remembered)
                _calls.Remove(_order.Dequeue());
            _order.Enqueue(call.Seq);
            _calls[call.Seq] = new AbandonedCall(call.Command, call.OnLateReply);
        }
    }

    public bool TryRemove(long seq, out AbandonedCall call)
    {
        lock (_order)
            return _calls.Remove(seq, out call);
    }
}
