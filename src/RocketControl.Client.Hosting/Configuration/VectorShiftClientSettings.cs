using System.ComponentModel.DataAnnotations;

namespace RocketControl.Client.Hosting.Configuration;

/// <summary>The section of a client for VectorShift; the settings are those of <see cref="VectorShiftOptions"/>.</summary>
internal sealed class VectorShiftClientSettings : ClientSettings
{
    public VectorShiftBodyFormat? BodyFormat { get; set; }

    public VectorShiftFilePartName? FilePartName { get; set; }

    public string? StatusRoute { get; set; }

    public string? BulkRunPath { get; set; }

    [PositiveTime]
    public TimeSpan? UseTimeout { get; set; }

    [PositiveTime]
    public TimeSpan? RunTimeout { get; set; }

    [PositiveTime]
    public TimeSpan? StreamIdleTimeout { get; set; }

    [Range(1024, int.MaxValue)]
    public int? MaxEventBytes { get; set; }

    [Range(1, int.MaxValue)]
    public int? EventBufferSize { get; set; }

    public override RunTransportOptions ToOptions()
    {
        var defaults = new VectorShiftOptions();
        return ApplyCommon(defaults with
        {
            Endpoint = Endpoint ?? defaults.Endpoint,
            BodyFormat = BodyFormat ?? defaults.BodyFormat,
            FilePartName = FilePartName ?? defaults.FilePartName,
            StatusRoute = StatusRoute,
            BulkRunPath = BulkRunPath ?? defaults.BulkRunPath,
            UseTimeout = UseTimeout ?? defaults.UseTimeout,
            RunTimeout = RunTimeout ?? defaults.RunTimeout,
            StreamIdleTimeout = StreamIdleTimeout ?? defaults.StreamIdleTimeout,
            MaxEventBytes = MaxEventBytes ?? defaults.MaxEventBytes,
            EventBufferSize = EventBufferSize ?? defaults.EventBufferSize,
        });
    }
}
