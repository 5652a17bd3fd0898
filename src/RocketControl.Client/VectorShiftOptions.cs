using System.Net.Security;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace RocketControl.Client;

/// <summary>How to reach VectorShift. Checked when the client is created, before anything is sent.</summary>
public sealed record VectorShiftOptions
{
    /// <summary>
    /// The base address with its path; routes are appended to it. Default: <c>https://api.vectorshift.ai/v1</c>.
    /// </summary>
    public string Endpoint { get; init; } = "https://api.vectorshift.ai/v1";

    /// <summary>
    /// The API key, sent as a bearer token. A delegate is asked at every request, and once more when the server refuses what it gave. No environment variable is read.
    /// Default: none.
    /// </summary>
    public RunCredential? Credential { get; init; }

    /// <summary>Allows <c>http</c> to other machines, which sends the key and the data in the clear. Default: false; loopback is always allowed.</summary>
    public bool AllowInsecureTransport { get; init; }

    /// <summary>Sets what TLS trusts and shows: a CA of your own, a client certificate. Called once, when the client is created. Default: the system's own.</summary>
    public Action<SslClientAuthenticationOptions>? ConfigureTls { get; init; }

    /// <summary>How requests are written. Default: <see cref="VectorShiftBodyFormat.Json"/>.</summary>
    public VectorShiftBodyFormat BodyFormat { get; init; }

    /// <summary>What the parts of files are called with <see cref="VectorShiftBodyFormat.Multipart"/>. Default: <see cref="VectorShiftFilePartName.Prefixed"/>.</summary>
    public VectorShiftFilePartName FilePartName { get; init; }

    /// <summary>
    /// A route for the status of a run, below <see cref="Endpoint"/>, with <c>{pipeline_id}</c> and <c>{run_id}</c> where the ids go. VectorShift documents none.
    /// Default: null; the status is then made of what this client saw itself.
    /// </summary>
    public string? StatusRoute { get; init; }

    /// <summary>The last part of the route of bulk runs. Default: <c>bulk_run</c>; older servers have <c>bulk-run</c>.</summary>
    public string BulkRunPath { get; init; } = "bulk_run";

    /// <summary>How long connecting may take. Default: 30 seconds.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an ordinary call may take, repetitions included. Default: 30 seconds.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a streamed run may take until its first event, which names it. Default: 5 minutes.</summary>
    public TimeSpan UseTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a plain run or a bulk run may take, from start to end. Default: 30 minutes.</summary>
    public TimeSpan RunTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>After how much silence the stream of a run is given up; a paused run is silent. The run itself goes on. Default: 1 hour.</summary>
    public TimeSpan StreamIdleTimeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The largest event of a run's stream, in bytes. A larger one ends the stream, not the run. Default: 16 MiB.</summary>
    public int MaxEventBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>The largest whole answer, in bytes, and the largest file that is read whole. Default: 64 MiB.</summary>
    public int MaxMessageBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>
    /// How many events of a run are kept for those who read them later, as long as their values are no longer than <see cref="MaxMessageBytes"/> together; the oldest are
    /// dropped, and readers told. Default: 1,024.
    /// </summary>
    public int EventBufferSize { get; init; } = 1024;

    /// <summary>
    /// How often a call is repeated after a transient failure, if that is harmless: terminating, pausing, resuming and reading, and anything that surely was not sent. A
    /// run is never sent twice, it would be billed twice. Default: 3; 0 turns repeating off.
    /// </summary>
    public int MaxRetries { get; init; } = 3;

    /// <summary>
    /// The pause before the first repetition; it doubles each time, with jitter, up to 30 seconds. What the server asks for wins, up to 60 seconds. Default: half a
    /// second.
    /// </summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The clock and timers. Default: <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where to log; no data and no keys are logged. Default: nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>A text without secrets; the endpoint is left out, for it may hold a password.</summary>
    public override string ToString() => nameof(VectorShiftOptions);

    internal void Validate()
    {
        RequirePositive(ConnectTimeout, LongestTime.OfAttempt, nameof(ConnectTimeout));
        RequirePositive(CallTimeout, LongestTime.OfTimeout, nameof(CallTimeout));
        RequirePositive(UseTimeout, LongestTime.OfTimeout, nameof(UseTimeout));
        RequirePositive(RunTimeout, LongestTime.OfTimeout, nameof(RunTimeout));
        RequirePositive(StreamIdleTimeout, LongestTime.OfTimeout, nameof(StreamIdleTimeout));
        RequirePositive(RetryDelay, LongestTime.OfAttempt, nameof(RetryDelay));
        Require(Enum.IsDefined(BodyFormat), nameof(BodyFormat), "Json, Multipart or Form", BodyFormat);
        Require(Enum.IsDefined(FilePartName), nameof(FilePartName), "Prefixed or Plain", FilePartName);
        Require(IsRoute(BulkRunPath), nameof(BulkRunPath), "a relative path", BulkRunPath);
        Require(
            StatusRoute is null || (IsRoute(StatusRoute) && StatusRoute.Contains("{run_id}", StringComparison.Ordinal)),
            nameof(StatusRoute), "a relative path with {run_id} in it", StatusRoute);
        Require(MaxEventBytes >= 1024, nameof(MaxEventBytes), "at least 1,024", MaxEventBytes);
        Require(MaxMessageBytes >= 4096, nameof(MaxMessageBytes), "at least 4,096", MaxMessageBytes);
        Require(EventBufferSize >= 1, nameof(EventBufferSize), "at least 1", EventBufferSize);
        Require(MaxRetries >= 0, nameof(MaxRetries), "at least 0", MaxRetries);
    }

    private static bool IsRoute(string path) =>
        path.Length > 0 && path[0] != '/' && !path.Contains("..", StringComparison.Ordinal) && !path.Contains(':', StringComparison.Ordinal);

    private static void RequirePositive(TimeSpan value, TimeSpan longest, string name)
    {
        Require(value > TimeSpan.Zero, name, "positive", value);
        Require(value <= longest, name, $"at most {longest}", value);
    }

    private static void Require<T>(bool fulfilled, string name, string rule, T value)
    {
        if (!fulfilled)
        {
            throw new RunInvalidArgumentException(
                $"VectorShiftOptions.{name} must be {rule}, but is {value}.", new RunErrorContext(RunBackend.VectorShift, RunOperation.Connect));
        }
    }
}
