using System.Net.Security;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RocketControl.Client.Diagnostics;
using RocketControl.Client.Transports.Http;

namespace RocketControl.Client;

/// <summary>What the options of all systems have in common. They are checked when the client is created, before anything is sent.</summary>
public abstract record RunTransportOptions
{
    private protected RunTransportOptions()
    {
    }

    /// <summary>
    /// The key or token that the server wants, or a delegate that is asked for it whenever one is to be sent. No environment variable is read. Default: none.
    /// </summary>
    public RunCredential? Credential { get; init; }

    /// <summary>
    /// Allows plain <c>http</c> and <c>ws</c> to other machines, which sends the key and the data in the clear. Default: false; loopback is always allowed.
    /// </summary>
    public bool AllowInsecureTransport { get; init; }

    /// <summary>
    /// Sets what TLS trusts and shows: a CA of your own, a client certificate. Called once for HTTP, when the client is created, and for each WebSocket that is opened,
    /// possibly at the same time. Default: the system's own.
    /// </summary>
    public Action<SslClientAuthenticationOptions>? ConfigureTls { get; init; }

    /// <summary>How long connecting may take, at most a day. Default: 30 seconds; 10 for a process manager.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an ordinary call may take, repetitions included; at most 49 days. Default: 30 seconds.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The largest message, answer, or line of a stream of data, in bytes; at least 4,096. Default: 64 MiB; 250 MiB for RocketRide, 16 MiB for a process manager.
    /// </summary>
    public int MaxMessageBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>
    /// How often a call is repeated after a transient failure, if repeating it is safe: doing it twice is the same as doing it once, or it surely was not sent. Nothing
    /// is started or fed twice. Default: 3; 0 turns repeating off.
    /// </summary>
    public int MaxRetries { get; init; } = 3;

    /// <summary>
    /// The pause before the first repetition, at most a day; it doubles each time, with jitter, up to 30 seconds. What the server asks for (<c>Retry-After</c>) wins,
    /// up to 60 seconds. Default: half a second.
    /// </summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>When to leave a server alone that fails again and again; each client counts for itself. Default: null, never.</summary>
    public CircuitBreakerOptions? CircuitBreaker { get; init; }

    /// <summary>The clock and timers. Default: <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where to log; no data, keys or tokens are logged. Default: nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>
    /// Gives what HTTP requests go through, for handlers of your own, or a factory's, in front of the one that <see cref="CreateHttpHandler"/> makes; called once, when
    /// the client is created, and disposed of with it. A chain that ends in one of the framework's handlers has to leave redirects and cookies off, for the credential
    /// must not go elsewhere. WebSockets do not go through it. Default: null, <see cref="CreateHttpHandler"/> alone.
    /// </summary>
    public Func<HttpMessageHandler>? HttpHandler { get; init; }

    /// <summary>The system that they are for.</summary>
    public abstract RunBackend Backend { get; }

    /// <summary>
    /// Makes the handler that opens this client's HTTP connections: with <see cref="ConnectTimeout"/> and <see cref="ConfigureTls"/>, without redirects and cookies, and
    /// with connections that are renewed every 5 minutes, so that a name that moves is followed.
    /// </summary>
    public SocketsHttpHandler CreateHttpHandler() => HttpConnections.Create(this);

    /// <summary>A logger whose failures stay its own: no call fails because something could not be logged.</summary>
    internal ILogger CreateLogger<T>() => new ShieldedLogger(LoggerFactory.CreateLogger<T>());

    /// <summary>A text without secrets; the endpoint is left out, for it may hold a password.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>Checks everything that is checked when a client is created, without creating one: for those who want to know early, such as a host that starts.</summary>
    /// <exception cref="RunInvalidArgumentException">An option is not acceptable, or the address would send the key in the clear.</exception>
    public virtual void Validate()
    {
        RequirePositive(ConnectTimeout, LongestTime.OfAttempt, nameof(ConnectTimeout));
        RequirePositive(CallTimeout, LongestTime.OfTimeout, nameof(CallTimeout));
        RequirePositive(RetryDelay, LongestTime.OfAttempt, nameof(RetryDelay));
        Require(MaxMessageBytes >= 4096, nameof(MaxMessageBytes), "at least 4,096", MaxMessageBytes);
        Require(MaxRetries >= 0, nameof(MaxRetries), "at least 0", MaxRetries);
        if (CircuitBreaker is { } breaker)
        {
            const string Name = nameof(CircuitBreaker);
            Require(breaker.FailureRatio is > 0 and <= 1, $"{Name}.{nameof(breaker.FailureRatio)}", "above 0 and at most 1", breaker.FailureRatio);
            Require(breaker.MinimumAttempts >= 2, $"{Name}.{nameof(breaker.MinimumAttempts)}", "at least 2", breaker.MinimumAttempts);
            Require(IsFitForBreaker(breaker.Window), $"{Name}.{nameof(breaker.Window)}", "between half a second and a day", breaker.Window);
            Require(IsFitForBreaker(breaker.Pause), $"{Name}.{nameof(breaker.Pause)}", "between half a second and a day", breaker.Pause);
        }
    }

    private protected void RequirePositive(TimeSpan value, TimeSpan longest, string name)
    {
        Require(value > TimeSpan.Zero, name, "positive", value);
        Require(value <= longest, name, $"at most {longest}", value);
    }

    private static bool IsFitForBreaker(TimeSpan time) => time >= TimeSpan.FromSeconds(0.5) && time <= TimeSpan.FromDays(1);

    private protected void Require<T>(bool fulfilled, string name, string rule, T value)
    {
        if (!fulfilled)
            throw new RunInvalidArgumentException($"{this}.{name} must be {rule}, but is {value}.", new RunErrorContext(Backend, RunOperation.Connect));
    }
}
