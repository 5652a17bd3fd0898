using System.Diagnostics.Metrics;

namespace RocketControl.Client.Telemetry;

/// <summary>Counts what goes over one way to a system: messages and bodies, without what carries them.</summary>
/// <param name="system">The system.</param>
/// <param name="transport">The way, as <see cref="Transports.IRunTransport.Name"/> tells.</param>
internal sealed class Traffic(RunBackend system, string transport)
{
    /// <summary>False when nobody wants to know how much is sent.</summary>
    public static bool CountsSent => Instruments.BytesSent.Enabled;

    public void Sent(long bytes) => Count(Instruments.BytesSent, bytes);

    public void Received(long bytes) => Count(Instruments.BytesReceived, bytes);

    private void Count(Counter<long> counter, long bytes)
    {
        if (counter.Enabled)
            counter.Add(bytes, new(RunControlTelemetry.SystemTag, TagText.Of(system)), new(RunControlTelemetry.TransportTag, transport));
    }
}
