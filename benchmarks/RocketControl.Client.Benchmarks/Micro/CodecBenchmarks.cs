using BenchmarkDotNet.Attributes;
using RocketControl.Client.Benchmarks.Server;
using RocketControl.Client.Transports.Dap;
using RocketControl.Client.Transports.RocketRide;

namespace RocketControl.Client.Benchmarks.Micro;

/// <summary>Requests into frames, and frames into replies.</summary>
public class CodecBenchmarks
{
    private const int Payload = 64 * 1024;

    private readonly DapRequest _status = RocketRideRequests.Status("tk_bench");
    private readonly DapRequest _write = RocketRideRequests.WritePipe("tk_bench", 0, new byte[Payload]);
    private readonly byte[] _textReply =
        [.. """{"type": "response", "seq": 1, "request_seq": 7, "command": "rrext_get_task_status", "success": true, "body": """u8, .. Canned.Status, .. "}"u8];
    private readonly byte[] _binaryReply =
        [.. """{"type": "response", "seq": 1, "request_seq": 7, "command": "rrext_store", "success": true}"""u8, (byte)'\n', .. new byte[Payload]];

    /// <summary>The request for a status.</summary>
    [Benchmark]
    public int EncodeText() => Encode(_status);

    /// <summary>A write of 64 KiB.</summary>
    [Benchmark]
    public int EncodeBinary() => Encode(_write);

    /// <summary>The reply with a status, its body left as it is.</summary>
    [Benchmark]
    public object? DecodeText() => DapFrameCodec.Decode(_textReply, isBinary: false, arrival: 1).Response;

    /// <summary>The reply with a status, its body read on the way, as the client does it.</summary>
    [Benchmark]
    public object? DecodeTextWithBody() => DapFrameCodec.Decode(_textReply, isBinary: false, arrival: 1, TaskBodies.Read).Response;

    /// <summary>A reply with 64 KiB behind its header.</summary>
    [Benchmark]
    public object? DecodeBinary() => DapFrameCodec.Decode(_binaryReply, isBinary: true, arrival: 1).Response;

    private static int Encode(DapRequest request)
    {
        var frame = new FrameBuffer(1024 * 1024);
        DapFrameCodec.Encode(request, 7, frame);
        var length = frame.Written.Length;
        frame.Release();
        return length;
    }
}
