using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace RocketControl.Client.Hosting.Configuration;

/// <summary>Reads the section of a client.</summary>
internal static class ClientSection
{
    private const string System = nameof(ClientSettings.System);

    /// <exception cref="OptionsValidationException">The section is missing, or a setting is not acceptable.</exception>
    public static RunTransportOptions Read(IConfigurationSection section)
    {
        if (!section.Exists())
            throw BoundSection.Invalid(section, [$"There is no section {section.Path}. Add it, with at least {System} and Endpoint."]);
        ClientSettings settings = section[System]?.Trim().ToUpperInvariant() switch
        {
            "ROCKETRIDE" => BoundSection.Read(section, () => section.Get<RocketRideClientSettings>(BoundSection.Strict), new RocketRideClientSettingsValidator()),
            "FELDERA" => BoundSection.Read(section, () => section.Get<FelderaClientSettings>(BoundSection.Strict), new FelderaClientSettingsValidator()),
            "VECTORSHIFT" => BoundSection.Read(section, () => section.Get<VectorShiftClientSettings>(BoundSection.Strict), new VectorShiftClientSettingsValidator()),
            "PROCESSES" => BoundSection.Read(section, () => section.Get<ProcessClientSettings>(BoundSection.Strict), new ProcessClientSettingsValidator()),
            _ => throw BoundSection.Invalid(
                section, [$"{section.Path}:{System} is '{section[System]}', but must be one of {string.Join(", ", Enum.GetNames<RunBackend>())}."]),
        };
        return settings.ToOptions();
    }
}
