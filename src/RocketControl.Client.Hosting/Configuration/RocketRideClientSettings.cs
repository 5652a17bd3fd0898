using System.ComponentModel.DataAnnotations;

namespace RocketControl.Client.Hosting.Configuration;

/// <summary>The section of a client for RocketRide; the settings are those of <see cref="RocketRideOptions"/>.</summary>
internal sealed class RocketRideClientSettings : ClientSettings
{
    public RocketRideTransportMode? Transport { get; set; }

    [PositiveTime]
    public TimeSpan? ReprobeAfter { get; set; }

    public string? ClientName { get; set; }

    [PositiveTime]
    public TimeSpan? UseTimeout { get; set; }

    [PositiveTime]
    public TimeSpan? SendTimeout { get; set; }

    [PositiveTime]
    public TimeSpan? HeartbeatInterval { get; set; }

    [PositiveTime]
    public TimeSpan? HeartbeatTimeout { get; set; }

    [Range(1, int.MaxValue)]
    public int? EventBufferSize { get; set; }

    public bool? AutoReconnect { get; set; }

    [PositiveTime]
    public TimeSpan? ReconnectDelay { get; set; }

    [PositiveTime]
    public TimeSpan? MaxReconnectDelay { get; set; }

    [PositiveTime]
    public TimeSpan? ReconnectTimeout { get; set; }

    public override RunTransportOptions ToOptions()
    {
        var defaults = new RocketRideOptions();
        return ApplyCommon(defaults with
        {
            Endpoint = Endpoint ?? defaults.Endpoint,
            Transport = Transport ?? defaults.Transport,
            ReprobeAfter = ReprobeAfter ?? defaults.ReprobeAfter,
            ClientName = ClientName ?? defaults.ClientName,
            UseTimeout = UseTimeout ?? defaults.UseTimeout,
            SendTimeout = SendTimeout ?? defaults.SendTimeout,
            HeartbeatInterval = HeartbeatInterval ?? defaults.HeartbeatInterval,
            HeartbeatTimeout = HeartbeatTimeout ?? defaults.HeartbeatTimeout,
            EventBufferSize = EventBufferSize ?? defaults.EventBufferSize,
            AutoReconnect = AutoReconnect ?? defaults.AutoReconnect,
            ReconnectDelay = ReconnectDelay ?? defaults.ReconnectDelay,
            MaxReconnectDelay = MaxReconnectDelay ?? defaults.MaxReconnectDelay,
            ReconnectTimeout = ReconnectTimeout ?? defaults.ReconnectTimeout,
        });
    }
}
