using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace RocketControl.Client.Emulator.Tests.Conformance.Wire;

/// <summary>A bare WebSocket client (RFC 6455): unlike the framework's it can send pings, odd fragments and cut the line.</summary>
internal sealed class SocketConnection : IWireConnection
{
    private readonly TcpClient _client;
    private readonly NetworkStream _stream;
    private readonly BufferedStream _buffered;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly object _gate = new();
    private readonly List<ReceivedMessage> _received = [];
    private readonly Dictionary<int, TaskCompletionSource> _fences = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;
    private ReceivedClose? _closed;
    private bool _closeSent;
    private int _lastFence;

    public SocketConnection(TcpClient client)
    {
        _client = client;
        _stream = client.GetStream();
        _buffered = new BufferedStream(_stream, 32 * 1024);
        _reading = ReadAsync();
    }

    public ReceivedClose? Closed
    {
        get
        {
            lock (_gate)
                return _closed;
        }
    }

    public IReadOnlyList<ReceivedMessage> TakeReceived()
    {
        lock (_gate)
        {
            ReceivedMessage[] taken = [.. _received];
            _received.Clear();
            return taken;
        }
    }

    public async Task SendAsync(bool binary, byte[] bytes, int fragments)
    {
        int size = (bytes.Length + fragments - 1) / Math.Max(1, fragments);
        for (int index = 0; index < fragments; index++)
        {
            int start = Math.Min(index * size, bytes.Length);
            ReadOnlyMemory<byte> part = bytes.AsMemory(start, Math.Min(size, bytes.Length - start));
            WireOpcode opcode = index > 0 ? WireOpcode.Continuation : binary ? WireOpcode.Binary : WireOpcode.Text;
            await WriteAsync(WireFrame.Encode(opcode, part.Span, final: index == fragments - 1));
        }
    }

    public async Task SendHugeAsync(long bytes)
    {
        var chunk = new byte[64 * 1024];
        try
        {
            await WriteAsync(WireFrame.EncodeHeader(WireOpcode.Binary, bytes, final: true));
            for (long sent = 0; sent < bytes && Closed is null; sent += chunk.Length)
                await WriteAsync(chunk);
        }
        catch (IOException)
        {
            // The peer refused the frame and went away, which is what the caller wants to see.
        }
    }

    public async Task FenceAsync()
    {
        int number = Interlocked.Increment(ref _lastFence);
        var passed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_closed is not null)
                return;
            _fences.Add(number, passed);
        }

        var payload = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(payload, number);
        try
        {
            await WriteAsync(WireFrame.Encode(WireOpcode.Ping, payload, final: true));
        }
        catch (IOException)
        {
            await _ended.Task.WaitAsync(SocketConnector.Patience);
        }

        await passed.Task.WaitAsync(SocketConnector.Patience);
    }

    public async Task CloseAsync(int code, string reason)
    {
        await SendCloseAsync(code, reason);
        await _ended.Task.WaitAsync(SocketConnector.Patience);
    }

    public void Cut()
    {
        lock (_gate)
            _closed ??= ReceivedClose.Cut;
        _client.Client.LingerState = new LingerOption(enable: true, seconds: 0);
        _client.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _reading;
        await _buffered.DisposeAsync();
        _writing.Dispose();
    }

    private async Task SendCloseAsync(int code, string reason)
    {
        lock (_gate)
        {
            if (_closeSent)
                return;
            _closeSent = true;
        }

        var payload = new byte[2 + Encoding.UTF8.GetByteCount(reason)];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)code);
        Encoding.UTF8.GetBytes(reason, payload.AsSpan(2));
        await WriteAsync(WireFrame.Encode(WireOpcode.Close, code == 1005 ? [] : payload, final: true));
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        await _writing.WaitAsync();
        try
        {
            await _stream.WriteAsync(bytes);
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task ReadAsync()
    {
        ReceivedClose close = ReceivedClose.Cut;
        try
        {
            var reader = new WireFrameReader(_buffered);
            while (await reader.ReadAsync() is { } frame)
            {
                if (frame.Opcode == WireOpcode.Close)
                {
                    close = frame.ToClose();
                    await SendCloseAsync(close.Code, close.Reason);
                    break;
                }

                await HandleAsync(frame);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The line is gone; Closed tells.
        }

        End(close);
    }

    private async Task HandleAsync(WireFrame frame)
    {
        switch (frame.Opcode)
        {
            case WireOpcode.Ping:
                await WriteAsync(WireFrame.Encode(WireOpcode.Pong, frame.Payload, final: true));
                break;
            case WireOpcode.Pong:
                PassFence(BinaryPrimitives.ReadInt32BigEndian(frame.Payload));
                break;
            default:
                lock (_gate)
                    _received.Add(new ReceivedMessage(frame.Opcode == WireOpcode.Binary, frame.Payload));
                break;
        }
    }

    private void PassFence(int number)
    {
        lock (_gate)
            if (_fences.Remove(number, out TaskCompletionSource? passed))
                passed.SetResult();
    }

    private void End(ReceivedClose close)
    {
        lock (_gate)
        {
            _closed ??= close;
            foreach (TaskCompletionSource passed in _fences.Values)
                passed.TrySetResult();
        }

        _ended.SetResult();
    }
}
