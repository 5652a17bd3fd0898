using System.Text;
using BenchmarkDotNet.Attributes;
using RocketControl.Client.Benchmarks.Report;
using RocketControl.Client.Benchmarks.Server;
using RocketControl.Client.Transports.Dap;
using RocketControl.Client.Transports.RocketRide;
using RocketControl.Client.Transports.RocketRide.Events;

namespace RocketControl.Client.Benchmarks.Micro;

/// <summary>Frames with events into typed events.</summary>
public class EventBenchmarks
{
    private readonly byte[] _status = Frame("apaevt_status_update", Canned.StatusEventOf(completed: 42));
    private readonly byte[] _counts = Frame("apaevt_status_counts", """{"__id": "bench.webhook_1", "totalCount": 42, "completedCount": 41, "failedCount": 1}""");
    private readonly EventReader _reader = new(
        static (dapEvent, _) => dapEvent.Content is TaskStatusMembers members
            ? TaskStatusReader.Read(members, dapEvent.Body, Ours.Run, terminatedByUs: false, DateTimeOffset.UnixEpoch, RunStatusSource.Stream)
            : null,
        TimeProvider.System);

    /// <summary>A whole status.</summary>
    [Benchmark]
    public object Status() => Read(_status);

    /// <summary>A few counters.</summary>
    [Benchmark]
    public object Counts() => Read(_counts);

    private RocketRideEvent Read(byte[] frame) =>
        _reader.Read(DapFrameCodec.Decode(frame, isBinary: false, arrival: 1, TaskBodies.Read).Event!);

    private static byte[] Frame(string name, string body) => Encoding.UTF8.GetBytes($$"""{"type": "event", "seq": 1, "event": "{{name}}", "body": {{body}}}""");
}
