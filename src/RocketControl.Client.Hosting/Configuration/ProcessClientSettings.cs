namespace RocketControl.Client.Hosting.Configuration;

/// <summary>The section of a client for a process manager; the settings are those of <see cref="ProcessManagerOptions"/>.</summary>
internal sealed class ProcessClientSettings : ClientSettings
{
    public override RunTransportOptions ToOptions() => ApplyCommon(new ProcessManagerOptions { Endpoint = Endpoint ?? "" });
}
