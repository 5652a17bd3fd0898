using System.Net.Security;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace RocketControl.Client;

/// <summary>How to reach a Feldera server. Checked when the client is created, before anything is sent.</summary>
public sealed record FelderaOptions
{
    /// <summary>
    /// The server: an <c>http</c> or <c>https</c> URL, with a path when it lives below one; <c>v0</c> is added. Default: <c>http://localhost:8080</c>.
    /// </summary>
    public string Endpoint { get; init; } = "http://localhost:8080";

    /// <summary>
    /// The API key or a way to get a token (Feldera protocol §5). A delegate is asked at every request, and once more when the server refuses what it
    /// gave. No environment variable is read. Default: none, for servers without authentication.
    /// </summary>
    public RunCredential? Credential { get; init; }

    /// <summary>The tenant's name or id, for credentials that belong to several. Default: the server's choice.</summary>
    public string? Tenant { get; init; }

    /// <summary>Allows <c>http</c> to other machines, which sends the key and the data in the clear. Default: false; loopback is always allowed.</summary>
    public bool AllowInsecureTransport { get; init; }

    /// <summary>Sets what TLS trusts and shows: a CA of your own, a client certificate. Called once, when the client is created. Default: the system's own.</summary>
    public Action<SslClientAuthenticationOptions>? ConfigureTls { get; init; }

    /// <summary>How long connecting may take. Default: 30 seconds.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an ordinary call may take, repetitions included. Default: 30 seconds.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long the server may take to accept a graceful stop or a checkpoint. Default: 130 seconds, for it gives the pipeline 120 (Feldera protocol §7).
    /// </summary>
    public TimeSpan CheckpointTimeout { get; init; } = TimeSpan.FromSeconds(130);

    /// <summary>How long the program of a pipeline may take to compile. Default: 20 minutes.</summary>
    public TimeSpan CompileTimeout { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>How long a pipeline may take to come up once it is compiled, and to change its state when asked to. Default: 5 minutes.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long an upload may go on without progress: for each piece, and for the server's answer behind the last. Default: 35 seconds, for the server gives up
    /// after 30.
    /// </summary>
    public TimeSpan IngestTimeout { get; init; } = TimeSpan.FromSeconds(35);

    /// <summary>How long to wait until data that was taken is worked off. Default: 10 minutes.</summary>
    public TimeSpan ProcessTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>After how much silence a stream of changes counts as dead; the server sends a sign of life every 3 seconds. Default: 15 seconds.</summary>
    public TimeSpan StreamIdleTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long an ad-hoc query may go on without giving anything; the server sets no limit. Default: 5 minutes.</summary>
    public TimeSpan QueryTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The largest answer, or line of a stream of data, in bytes. Default: 64 MiB.</summary>
    public int MaxMessageBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>
    /// How often a call is repeated after a transient failure, if repeating it is safe: it is idempotent, or it surely was not sent. Data is never
    /// sent twice. Default: 3; 0 turns repeating off.
    /// </summary>
    public int MaxRetries { get; init; } = 3;

    /// <summary>
    /// The pause before the first repetition; it doubles each time, with jitter, up to 30 seconds. What the server asks for wins, up to 60 seconds. Default: half
    /// a second.
    /// </summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The clock and timers. Default: <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where to log; no data and no keys are logged. Default: nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>A text without secrets; the endpoint is left out, for it may hold a password.</summary>
    public override string ToString() => nameof(FelderaOptions);

    internal void Validate()
    {
        RequirePositive(ConnectTimeout, LongestTime.OfAttempt, nameof(ConnectTimeout));
        RequirePositive(CallTimeout, LongestTime.OfTimeout, nameof(CallTimeout));
        RequirePositive(CheckpointTimeout, LongestTime.OfTimeout, nameof(CheckpointTimeout));
        RequirePositive(CompileTimeout, LongestTime.OfTimeout, nameof(CompileTimeout));
        RequirePositive(StartTimeout, LongestTime.OfTimeout, nameof(StartTimeout));
        RequirePositive(IngestTimeout, LongestTime.OfTimeout, nameof(IngestTimeout));
        RequirePositive(ProcessTimeout, LongestTime.OfTimeout, nameof(ProcessTimeout));
        RequirePositive(StreamIdleTimeout, LongestTime.OfTimeout, nameof(StreamIdleTimeout));
        RequirePositive(QueryTimeout, LongestTime.OfTimeout, nameof(QueryTimeout));
        RequirePositive(RetryDelay, LongestTime.OfAttempt, nameof(RetryDelay));
        Require(MaxMessageBytes >= 4096, nameof(MaxMessageBytes), "at least 4,096", MaxMessageBytes);
        Require(MaxRetries >= 0, nameof(MaxRetries), "at least 0", MaxRetries);
        Require(Tenant is null || IsHeaderText(Tenant), nameof(Tenant), "a name or id in printable ASCII", Tenant);
    }

    private static bool IsHeaderText(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExceptInRange('!', '~');

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
                $"FelderaOptions.{name} must be {rule}, but is {value}.", new RunErrorContext(RunBackend.Feldera, RunOperation.Connect));
        }
    }
}
