using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Support.Secrets;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.Feldera;

/// <summary>Tests against a scripted server, with a clock that is moved by hand.</summary>
internal abstract class FelderaTests
{
    protected const string Status = "GET v0/pipelines/p";
    protected const string StatsAddress = "GET v0/pipelines/p/stats";
    protected const string Start = "POST v0/pipelines/p/start";
    protected const string Stop = "POST v0/pipelines/p/stop";
    protected const string Gentle = "POST v0/pipelines/p/stop?force=false";
    protected const string Force = "POST v0/pipelines/p/stop?force=true";
    protected const string Dismiss = "POST v0/pipelines/p/dismiss_error";

    private readonly List<FelderaTransport> _transports = [];
    private FelderaTransport? _transport;

    protected ManualTimeProvider Time { get; private set; } = null!;

    protected ScriptedHttp Server { get; private set; } = null!;

    protected FelderaTransport Transport => _transport ??= NewTransport(Options);

    protected static Run Run { get; } = new(RunBackend.Feldera, "p") { DisplayId = "p" };

    protected FelderaOptions Options => Watched.Feldera with
    {
        Endpoint = "http://localhost:8080",
        TimeProvider = Time,
        RetryDelay = TimeSpan.FromMilliseconds(100),
        MaxRetries = 2,
    };

    [SetUp]
    public void Begin() => (Time, Server) = (new ManualTimeProvider(), new ScriptedHttp());

    [TearDown]
    public async Task EndAsync()
    {
        foreach (var transport in _transports)
            await transport.DisposeAsync();
        Server.Dispose();
    }

    protected FelderaTransport NewTransport(FelderaOptions options)
    {
        var transport = new FelderaTransport(options, Server);
        _transports.Add(transport);
        return transport;
    }

    /// <summary>Lets time pass until a call has ended.</summary>
    protected async Task<T> PassAsync<T>(Task<T> call)
    {
        await Time.PassUntilEndedAsync(call, TimeSpan.FromSeconds(3));
        return await call;
    }

    /// <inheritdoc cref="PassAsync{T}"/>
    protected async Task PassAsync(Task call)
    {
        await Time.PassUntilEndedAsync(call, TimeSpan.FromSeconds(3));
        await call;
    }

    protected async Task<TException> FailureAsync<TException>(Task call)
        where TException : Exception
    {
        await Time.PassUntilEndedAsync(call, TimeSpan.FromSeconds(3));
        return await call.FailsWith<TException>();
    }

    /// <summary>A description with what matters.</summary>
    protected static string Pipeline(
        string status = "Running", string? desired = null, string? id = "d1", string? error = null, string program = "Success", long version = 1, string more = "") =>
        $$$"""
        {"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","name":"p","description":"","tags":[],"created_at":"2026-03-14T08:00:00Z","version":{{{version}}},
        "platform_version":"0.337.0","program_version":{{{version}}},"program_status":"{{{program}}}","refresh_version":4,"storage_status":"InUse",
        "deployment_status":"{{{status}}}","deployment_desired_status":"{{{desired ?? status}}}","deployment_status_since":"2026-03-14T08:30:00Z",
        "deployment_id":{{{(id is null ? "null" : $"\"{id}\"")}}},"deployment_error":{{{error ?? "null"}}}{{{more}}}}
        """;

    protected static string AtRest(string? error = null) => Pipeline("Stopped", id: null, error: error);

    protected static string Error(string code, string message = "m", string details = "null") =>
        $$"""{"message":"{{message}}","error_code":"{{code}}","details":{{details}}}""";

    protected static string Stats(long input = 0, long processed = 0, bool complete = false, string more = "") =>
        $$"""
        {"global_metrics":{"state":"Running","pipeline_complete":{{(complete ? "true" : "false")}},"total_input_records":{{input}},
        "total_processed_records":{{processed}},"start_time":1780000000{{more}}},"inputs":[],"outputs":[],"suspend_error":null}
        """;
}
