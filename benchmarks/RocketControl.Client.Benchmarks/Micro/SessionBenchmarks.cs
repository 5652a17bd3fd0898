using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using RocketControl.Client.Benchmarks.Server;
using RocketControl.Client.Transports.Dap;
using RocketControl.Client.Transports.RocketRide;

namespace RocketControl.Client.Benchmarks.Micro;

/// <summary>A call through a session whose peer is in the same process: what a call costs without a network.</summary>
public class SessionBenchmarks
{
    private const int Limit = 1024 * 1024;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly DapRequest _status = RocketRideRequests.Status("tk_bench");
    private DapSession _session = null!;
    private Task _answering = Task.CompletedTask;

    /// <summary>Opens the session.</summary>
    [GlobalSetup]
    public void Open()
    {
        var (near, far) = InMemoryMessageChannel.CreatePair(Limit, capacity: 64, TimeProvider.System);
        _answering = AnswerAsync(far);
        _session = new DapSession(near, new DapSessionOptions
        {
            MaxMessageBytes = Limit,
            Heartbeat = RocketRideRequests.Ping,
            HeartbeatInterval = TimeSpan.FromMinutes(5),
            HeartbeatTimeout = TimeSpan.FromMinutes(5),
            TimeProvider = TimeProvider.System,
            Logger = NullLogger.Instance,
            ReadBody = TaskBodies.Read,
        });
        _session.Start();
    }

    /// <summary>Closes the session.</summary>
    [GlobalCleanup]
    public async Task CloseAsync()
    {
        await _session.DisposeAsync();
        await _answering;
    }

    /// <summary>A status: request, reply, and the body read.</summary>
    [Benchmark]
    public async Task<object?> Call() => (await _session.CallAsync(_status, Deadline, CancellationToken.None)).Content;

    private static async Task AnswerAsync(InMemoryMessageChannel channel)
    {
        var body = Encoding.UTF8.GetString(Canned.Status);
        while (await channel.ReceiveAsync() is { Closure: null } request)
        {
            var reply = $$"""{"type": "response", "seq": 1, "request_seq": {{NumberOf(request.Data)}}, "command": "rrext_get_task_status", "success": true, "body": {{body}}}""";
            await channel.SendAsync(Encoding.UTF8.GetBytes(reply), isBinary: false, moreFollows: false);
        }
    }

    private static long NumberOf(ReadOnlyMemory<byte> request)
    {
        using var document = JsonDocument.Parse(request);
        return document.RootElement.GetProperty("seq").GetInt64();
    }
}
