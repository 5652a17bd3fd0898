namespace RocketControl.Client.Transports.VectorShift;

/// <summary>
/// Watches the bytes of an event stream pass and knows where in an event they are: the parser itself takes events of any size, and drops one that is cut off at the end
/// without a word. Lines end with CR, LF or both; an empty one ends an event; one that begins with a colon is a comment.
/// </summary>
internal sealed class EventBoundary
{
    private bool _afterReturn;
    private bool _isComment;
    private bool _hasField;
    private long _lineBytes;

    /// <summary>How long the event is that has not ended yet.</summary>
    public long Bytes { get; private set; }

    /// <summary>True when something other than a comment has come that no empty line has followed yet.</summary>
    public bool IsInsideEvent => _hasField;

    public void Read(ReadOnlySpan<byte> bytes)
    {
        foreach (var next in bytes)
            Read(next);
    }

    private void Read(byte next)
    {
        var isSecondHalfOfLineEnd = next == '\n' && _afterReturn;
        _afterReturn = next == '\r';
        if (isSecondHalfOfLineEnd)
            return;
        if (next is (byte)'\n' or (byte)'\r')
        {
            EndLine();
            return;
        }
        Bytes++;
        if (_lineBytes++ == 0)
            _isComment = next == ':';
        _hasField |= !_isComment;
    }

    private void EndLine()
    {
        // A comment on its own is complete with its line.
        if (_lineBytes == 0 || !_hasField)
            (Bytes, _hasField) = (0, false);
        _lineBytes = 0;
    }
}
