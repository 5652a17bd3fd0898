using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace RocketControl.Client;

/// <summary>
/// How to reach a process manager. Such a server has no authentication of its own, so whoever reaches it controls its processes: use it in trusted networks only, or
/// behind a proxy that asks for a credential. Checked when the client is created, before anything is sent.
/// </summary>
public sealed record ProcessManagerOptions
{
    /// <summary>The base address, <c>http</c> or <c>https</c>, with a path if there is one in front of <c>/api/processes</c>.</summary>
    public required string Endpoint { get; init; }

    /// <summary>Sent as a bearer token, for a proxy in front of the server. Null (default): nothing of the kind is sent.</summary>
    public RunCredential? Credential { get; init; }

    /// <summary>Adds headers to each request, for a proxy in front of the server; called for every attempt. Null (default): none are added.</summary>
    public Action<HttpRequestHeaders>? ConfigureHeaders { get; init; }

    /// <summary>Allows <c>http</c> to other machines, where anybody on the way can read and change everything. Default: false; loopback is always allowed.</summary>
    public bool AllowInsecureTransport { get; init; }

    /// <summary>How long connecting may take. Default: 10 seconds.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a call may take with all repetitions. Default: 30 seconds: some servers end processes one after the other, each in up to a second.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The largest answer, in bytes, that is accepted. Default: 16 MiB.</summary>
    public int MaxResponseBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>How often a call is repeated after a transient failure; every call may be, for doing it twice is the same as doing it once. Default: 3.</summary>
    public int MaxRetries { get; init; } = 3;

    /// <summary>The pause before the first repetition; it doubles each time, with jitter, up to 30 seconds. Default: half a second.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The clock and timers. Default: <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where to log. Default: nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>A text without secrets; the endpoint is left out, for it may hold a password.</summary>
    public override string ToString() => nameof(ProcessManagerOptions);

    /// <returns>The base address, with a slash at its end.</returns>
    internal Uri Validate()
    {
        Require(ConnectTimeout > TimeSpan.Zero && ConnectTimeout <= LongestTime.OfAttempt, nameof(ConnectTimeout), $"positive and at most {LongestTime.OfAttempt}");
        Require(CallTimeout > TimeSpan.Zero && CallTimeout <= LongestTime.OfTimeout, nameof(CallTimeout), $"positive and at most {LongestTime.OfTimeout}");
        Require(RetryDelay > TimeSpan.Zero && RetryDelay <= LongestTime.OfAttempt, nameof(RetryDelay), $"positive and at most {LongestTime.OfAttempt}");
        Require(MaxResponseBytes >= 4096, nameof(MaxResponseBytes), "at least 4,096");
        Require(MaxRetries >= 0, nameof(MaxRetries), "at least 0");

        Require(
            Uri.TryCreate(Endpoint?.Trim(), UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.Host.Length > 0,
            nameof(Endpoint),
            "an absolute http or https address, such as https://host/manager");
        Require(
            address!.Scheme == "https" || address.IsLoopback || AllowInsecureTransport,
            nameof(Endpoint),
            "https, or on this machine, unless ProcessManagerOptions.AllowInsecureTransport is set: plain http to another machine is readable on the way");
        return new UriBuilder(address.Scheme, address.Host, address.Port, address.AbsolutePath.TrimEnd('/') + "/").Uri;
    }

    private static void Require(bool fulfilled, string name, string rule)
    {
        if (!fulfilled)
        {
            throw new RunInvalidArgumentException(
                $"ProcessManagerOptions.{name} must be {rule}.", new RunErrorContext(RunBackend.Processes, RunOperation.Connect));
        }
    }
}
