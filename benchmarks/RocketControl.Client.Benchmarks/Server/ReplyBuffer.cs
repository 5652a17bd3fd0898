using System.Buffers.Binary;
using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;

namespace RocketControl.Client.Benchmarks.Server;

/// <summary>The replies to what came in one turn, sent in one go.</summary>
internal sealed class ReplyBuffer(Socket socket)
{
    private const int FlushAt = 256 * 1024;

    private readonly byte[] _bytes = new byte[FlushAt + (64 * 1024)];
    private readonly byte[] _frame = new byte[64 * 1024];
    private int _length;

    /// <param name="request">The JSON of the request; for binary frames what follows it does not count.</param>
    public void Answer(ReadOnlySpan<byte> request)
    {
        var seq = NumberOf(request, "\"seq\":"u8);
        var command = TextOf(request, "\"command\":\""u8);
        if (command.SequenceEqual("bench_silent"u8))
            return;
        if (command.SequenceEqual("bench_events"u8))
        {
            var count = (int)NumberOf(request, "\"count\":"u8);
            Reply(seq, command, Canned.Pong);
            for (var i = 1; i <= count; i++)
                Event(i);
            return;
        }
        Reply(seq, command, BodyOf(command, request));
    }

    public void Flush()
    {
        for (var sent = 0; sent < _length;)
            sent += socket.Send(_bytes.AsSpan(sent, _length - sent));
        _length = 0;
    }

    private static ReadOnlySpan<byte> BodyOf(ReadOnlySpan<byte> command, ReadOnlySpan<byte> request)
    {
        if (command.SequenceEqual("rrext_get_task_status"u8))
            return Canned.Status;
        if (command.SequenceEqual("rrext_process"u8))
        {
            return TextOf(request, "\"subcommand\":\""u8) switch
            {
                [(byte)'o', ..] => Canned.Opened,
                [(byte)'c', ..] => Canned.Closed,
                _ => default,
            };
        }
        if (command.SequenceEqual("auth"u8))
            return Canned.Account;
        if (command.SequenceEqual("execute"u8))
            return Canned.Started;
        return command.SequenceEqual("rrext_ping"u8) ? Canned.Pong : default;
    }

    private static long NumberOf(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
    {
        var start = json.IndexOf(name);
        return start >= 0 && Utf8Parser.TryParse(json[(start + name.Length)..], out long value, out _) ? value : 0;
    }

    private static ReadOnlySpan<byte> TextOf(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
    {
        var start = json.IndexOf(name);
        if (start < 0)
            return default;
        var value = json[(start + name.Length)..];
        return value[..value.IndexOf((byte)'"')];
    }

    private void Event(int number)
    {
        var length = 0;
        Put("""{"type": "event", "seq": 1, "event": "apaevt_status_update", "body": """u8, ref length);
        Put(Encoding.UTF8.GetBytes(Canned.StatusEventOf(number)), ref length);
        Put("}"u8, ref length);
        Frame(length);
    }

    private void Reply(long seq, ReadOnlySpan<byte> command, ReadOnlySpan<byte> body)
    {
        var length = 0;
        Put("""{"type": "response", "seq": 1, "request_seq": """u8, ref length);
        Utf8Formatter.TryFormat(seq, _frame.AsSpan(length), out var digits);
        length += digits;
        Put(", \"command\": \""u8, ref length);
        Put(command, ref length);
        Put("\", \"success\": true"u8, ref length);
        if (!body.IsEmpty)
        {
            Put(", \"body\": "u8, ref length);
            Put(body, ref length);
        }
        Put("}"u8, ref length);
        Frame(length);
    }

    private void Put(ReadOnlySpan<byte> bytes, ref int length)
    {
        bytes.CopyTo(_frame.AsSpan(length));
        length += bytes.Length;
    }

    private void Frame(int length)
    {
        var target = _bytes.AsSpan(_length);
        target[0] = 0x81;
        var head = 2;
        if (length < 126)
        {
            target[1] = (byte)length;
        }
        else
        {
            target[1] = 126;
            BinaryPrimitives.WriteUInt16BigEndian(target[2..], (ushort)length);
            head = 4;
        }
        _frame.AsSpan(0, length).CopyTo(target[head..]);
        _length += head + length;
        if (_length >= FlushAt)
            Flush();
    }
}
