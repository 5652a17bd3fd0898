namespace RocketControl.Client.Hosting.Configuration;

/// <summary>The section of a client for Feldera; the settings are those of <see cref="FelderaOptions"/>.</summary>
internal sealed class FelderaClientSettings : ClientSettings
{
    public string? Tenant { get; set; }

    [PositiveTime]
    public TimeSpan? CheckpointTimeout { get; set; }

    [PositiveTime]
    public TimeSpan? CompileTimeout { get; set; }

    [PositiveTime]
    public TimeSpan? StartTimeout { get; set; }

    [PositiveTime]
    public TimeSpan? IngestTimeout { get; set; }

    [PositiveTime]
    public TimeSpan? ProcessTimeout { get; set; }

    [PositiveTime]
    public TimeSpan? StreamIdleTimeout { get; set; }

    [PositiveTime]
    public TimeSpan? QueryTimeout { get; set; }

    public override RunTransportOptions ToOptions()
    {
        var defaults = new FelderaOptions();
        return ApplyCommon(defaults with
        {
            Endpoint = Endpoint ?? defaults.Endpoint,
            Tenant = Tenant,
            CheckpointTimeout = CheckpointTimeout ?? defaults.CheckpointTimeout,
            CompileTimeout = CompileTimeout ?? defaults.CompileTimeout,
            StartTimeout = StartTimeout ?? defaults.StartTimeout,
            IngestTimeout = IngestTimeout ?? defaults.IngestTimeout,
            ProcessTimeout = ProcessTimeout ?? defaults.ProcessTimeout,
            StreamIdleTimeout = StreamIdleTimeout ?? defaults.StreamIdleTimeout,
            QueryTimeout = QueryTimeout ?? defaults.QueryTimeout,
        });
    }
}
