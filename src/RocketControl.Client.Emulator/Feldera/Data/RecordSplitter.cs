using System.Buffers;
using System.Text;

namespace RocketControl.Client.Emulator.Feldera.Data;

/// <summary>Cuts a body into records while it comes in: into lines, into lines outside quotes (CSV), or into JSON values.</summary>
internal sealed class RecordSplitter(RecordSplitter.Mode mode)
{
    private readonly ArrayBufferWriter<byte> _record = new();
    private bool _inQuotes;
    private bool _isEscaped;
    private int _depth;

    internal enum Mode
    {
        Lines,
        CsvLines,
        JsonValues,
    }

    /// <summary>The records that these bytes complete.</summary>
    public List<string> Push(ReadOnlySpan<byte> bytes)
    {
        var records = new List<string>();
        foreach (byte next in bytes)
        {
            bool ends = mode == Mode.JsonValues ? EndsValue(next) : EndsLine(next);
            if (!ends || mode == Mode.JsonValues)
                _record.Write([next]);
            if (ends)
                Take(records);
        }
        return records;
    }

    /// <summary>The last record, when it did not end by itself.</summary>
    public List<string> Finish()
    {
        var records = new List<string>();
        Take(records);
        return records;
    }

    private bool EndsLine(byte next)
    {
        if (next == '"' && mode == Mode.CsvLines)
            _inQuotes = !_inQuotes;
        return next == '\n' && !_inQuotes;
    }

    private bool EndsValue(byte next)
    {
        if (_inQuotes)
        {
            _inQuotes = next != '"' || _isEscaped;
            _isEscaped = next == '\\' && !_isEscaped;
            return false;
        }
        _inQuotes = next == '"';
        if (next is (byte)'[' or (byte)'{')
            _depth++;
        else if (next is (byte)']' or (byte)'}')
            return --_depth <= 0;
        return false;
    }

    private void Take(List<string> records)
    {
        string record = Encoding.UTF8.GetString(_record.WrittenSpan).Trim('\r', '\n', ' ');
        _record.ResetWrittenCount();
        _depth = 0;
        if (record.Length > 0)
            records.Add(record);
    }
}
