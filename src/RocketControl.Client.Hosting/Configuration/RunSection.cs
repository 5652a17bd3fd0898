using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace RocketControl.Client.Hosting.Configuration;

/// <summary>Reads the section of supervised runs.</summary>
internal static class RunSection
{
    /// <param name="section">One section for each run, called by its name.</param>
    /// <param name="backendOf">Tells which system a client controls, by its name.</param>
    /// <exception cref="OptionsValidationException">The section is missing, or a setting is not acceptable.</exception>
    public static IEnumerable<RunDeclaration> ReadAll(IConfigurationSection section, Func<string, RunBackend> backendOf) => section.Exists()
        ? section.GetChildren().Select(run => Read(run, backendOf))
        : throw BoundSection.Invalid(section, [$"There is no section {section.Path}. Add it, with one section for each run."]);

    private static RunDeclaration Read(IConfigurationSection section, Func<string, RunBackend> backendOf)
    {
        var settings = BoundSection.Read(section, () => section.Get<RunSettings>(BoundSection.Strict), new RunSettingsValidator());
        RunDeclaration declaration;
        try
        {
            declaration = settings.ToDeclaration(section.Key, backendOf(settings.Client ?? ""));
        }
        catch (Exception exception) when (exception is PipelineInvalidException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw BoundSection.Invalid(section, [$"{section.Path}:{nameof(RunSettings.Pipeline)}: {exception.Message}"]);
        }
        catch (InvalidOperationException exception)
        {
            throw BoundSection.Invalid(section, [$"{section.Path}:{nameof(RunSettings.Client)}: {exception.Message}"]);
        }
        try
        {
            declaration.Validate();
            return declaration;
        }
        catch (ArgumentException exception)
        {
            throw BoundSection.Invalid(section, [SettingPath.Locate(exception.Message, nameof(RunRestartOptions), section.Path)]);
        }
    }
}
