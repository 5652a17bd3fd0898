using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace RocketControl.Client.Hosting.Configuration;

/// <summary>Reads the section of a client. What is wrong there is told with its full path, and what is not known there is wrong.</summary>
internal static class ClientSection
{
    private const string System = nameof(ClientSettings.System);

    /// <exception cref="OptionsValidationException">The section is missing, or a setting is not acceptable.</exception>
    public static RunTransportOptions Read(IConfigurationSection section)
    {
        if (!section.Exists())
            throw Invalid(section, [$"There is no section {section.Path}. Add it, with at least {System} and Endpoint."]);
        return section[System]?.Trim().ToUpperInvariant() switch
        {
            "ROCKETRIDE" => Read(section, () => section.Get<RocketRideClientSettings>(Strict), new RocketRideClientSettingsValidator()),
            "FELDERA" => Read(section, () => section.Get<FelderaClientSettings>(Strict), new FelderaClientSettingsValidator()),
            "VECTORSHIFT" => Read(section, () => section.Get<VectorShiftClientSettings>(Strict), new VectorShiftClientSettingsValidator()),
            "PROCESSES" => Read(section, () => section.Get<ProcessClientSettings>(Strict), new ProcessClientSettingsValidator()),
            _ => throw Invalid(
                section, [$"{section.Path}:{System} is '{section[System]}', but must be one of {string.Join(", ", Enum.GetNames<RunBackend>())}."]),
        };
    }

    private static RunTransportOptions Read<TSettings>(IConfigurationSection section, Func<TSettings?> bind, IValidateOptions<TSettings> validator)
        where TSettings : ClientSettings
    {
        TSettings settings;
        try
        {
            settings = bind()!;
        }
        catch (InvalidOperationException exception)
        {
            throw Invalid(section, [$"{section.Path}: {exception.Message}"]);
        }
        var result = validator.Validate(section.Path, settings);
        return result.Failed ? throw Invalid(section, result.Failures.Select(failure => Locate(failure, section.Path))) : settings.ToOptions();
    }

    /// <summary>The generated validator begins with the member's bare name, and then calls it by the name that it was given for the whole.</summary>
    private static string Locate(string failure, string path) =>
        SettingPath.Locate(failure[Math.Max(0, failure.IndexOf($"{path}.", StringComparison.Ordinal))..], path, path);

    private static void Strict(BinderOptions options) => options.ErrorOnUnknownConfiguration = true;

    private static OptionsValidationException Invalid(IConfigurationSection section, IEnumerable<string> failures) =>
        new(section.Path, typeof(RunControlClientOptions), failures);
}
