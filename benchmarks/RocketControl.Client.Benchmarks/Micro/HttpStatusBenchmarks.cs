using BenchmarkDotNet.Attributes;
using RocketControl.Client.Benchmarks.Peers;
using RocketControl.Client.Benchmarks.Report;

namespace RocketControl.Client.Benchmarks.Micro;

/// <summary>A status over HTTP, answered in the process: what is added to the socket's own cost.</summary>
public class HttpStatusBenchmarks
{
    private const string Nowhere = "127.0.0.1:1";

    private readonly HttpFloor _floor = new(Nowhere, new CannedHttp());
    private readonly RunControlClient _client = Ours.HttpClient(Nowhere, static () => new CannedHttp());

    /// <summary>Lets go of both.</summary>
    [GlobalCleanup]
    public async Task CloseAsync()
    {
        _floor.Dispose();
        await _client.DisposeAsync();
    }

    /// <summary>A plain <see cref="HttpClient"/> with source-generated JSON.</summary>
    [Benchmark(Baseline = true)]
    public Task<int> Floor() => _floor.StatusAsync();

    /// <summary>The client.</summary>
    [Benchmark]
    public Task<RunStatus> Client() => _client.GetTaskStatusAsync(Ours.Run);
}
