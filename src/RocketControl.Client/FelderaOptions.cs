using RocketControl.Client.Transports.Feldera;

namespace RocketControl.Client;

/// <summary>How to reach a Feldera server. Checked when the client is created, before anything is sent.</summary>
/// <remarks>
/// The credential is an API key or a token (Feldera protocol §5); servers without authentication need none. A delegate is asked at every request, and once more when the
/// server refuses what it gave.
/// </remarks>
public sealed record FelderaOptions : RunTransportOptions
{
    /// <summary>
    /// The server: an <c>http</c> or <c>https</c> URL, with a path when it lives below one; <c>v0</c> is added. Default: <c>http://localhost:8080</c>.
    /// </summary>
    public string Endpoint { get; init; } = "http://localhost:8080";

    /// <summary>The tenant's name or id, for credentials that belong to several. Default: the server's choice.</summary>
    public string? Tenant { get; init; }

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

    /// <inheritdoc/>
    public override RunBackend Backend => RunBackend.Feldera;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        RequirePositive(CheckpointTimeout, LongestTime.OfTimeout, nameof(CheckpointTimeout));
        RequirePositive(CompileTimeout, LongestTime.OfTimeout, nameof(CompileTimeout));
        RequirePositive(StartTimeout, LongestTime.OfTimeout, nameof(StartTimeout));
        RequirePositive(IngestTimeout, LongestTime.OfTimeout, nameof(IngestTimeout));
        RequirePositive(ProcessTimeout, LongestTime.OfTimeout, nameof(ProcessTimeout));
        RequirePositive(StreamIdleTimeout, LongestTime.OfTimeout, nameof(StreamIdleTimeout));
        RequirePositive(QueryTimeout, LongestTime.OfTimeout, nameof(QueryTimeout));
        Require(Tenant is null || IsHeaderText(Tenant), nameof(Tenant), "a name or id in printable ASCII", Tenant);
        _ = FelderaEndpoint.Of(this);
    }

    private static bool IsHeaderText(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExceptInRange('!', '~');
}
