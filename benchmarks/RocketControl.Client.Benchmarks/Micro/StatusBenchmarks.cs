using System.Text.Json;
using BenchmarkDotNet.Attributes;
using RocketControl.Client.Benchmarks.Peers;
using RocketControl.Client.Benchmarks.Report;
using RocketControl.Client.Benchmarks.Server;
using RocketControl.Client.Transports.RocketRide;

namespace RocketControl.Client.Benchmarks.Micro;

/// <summary>A TASK_STATUS into a model: ours with its meaning, the peer's as a serializer sees it.</summary>
public class StatusBenchmarks
{
    private readonly byte[] _json = Canned.Status;
    private readonly DateTimeOffset _now = DateTimeOffset.UnixEpoch;

    /// <summary>Source-generated, into the members that count.</summary>
    [Benchmark(Baseline = true)]
    public object? Serializer() => JsonSerializer.Deserialize(_json, PeerJson.Default.TaskStatus);

    /// <summary>Into a <see cref="RunStatus"/>.</summary>
    [Benchmark]
    public RunStatus? Reader() => TaskStatusReader.Read(_json, Ours.Run, terminatedByUs: false, _now, RunStatusSource.Native);
}
