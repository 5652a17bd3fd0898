using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace RocketControl.Client.Hosting.Configuration;

/// <summary>Binds a section strictly: what is wrong there is told with its full path, and what is not known there is wrong.</summary>
internal static class BoundSection
{
    public static void Strict(BinderOptions options) => options.ErrorOnUnknownConfiguration = true;

    /// <param name="section">The section.</param>
    /// <param name="bind">Binds it; written where the type is known, so that the binder can be generated.</param>
    /// <param name="validator">Checks what was bound.</param>
    /// <exception cref="OptionsValidationException">A setting is not acceptable.</exception>
    public static TSettings Read<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] TSettings>(
        IConfigurationSection section, Func<TSettings?> bind, IValidateOptions<TSettings> validator)
        where TSettings : class, new()
    {
        var known = typeof(TSettings).GetProperties().Select(property => property.Name).Order(StringComparer.Ordinal).ToList();
        var unknown = section.GetChildren().Where(setting => !known.Contains(setting.Key, StringComparer.OrdinalIgnoreCase)).ToList();
        if (unknown.Count > 0)
            throw Invalid(section, unknown.Select(setting => $"{setting.Path} is no setting that is known here. There are: {string.Join(", ", known)}."));
        var numbers = BareNumbers(section, typeof(TSettings))
            .Concat(BareNumbers(section.GetSection(nameof(ClientSettings.CircuitBreaker)), typeof(CircuitBreakerSettings))).ToList();
        if (numbers.Count > 0)
            throw Invalid(section, numbers);
        TSettings settings;
        try
        {
            settings = bind() ?? new TSettings();
        }
        catch (InvalidOperationException exception)
        {
            throw Invalid(section, [$"{section.Path}: {exception.Message}"]);
        }
        var result = validator.Validate(section.Path, settings);
        return result.Failed ? throw Invalid(section, result.Failures.Select(failure => Locate(failure, section.Path))) : settings;
    }

    public static OptionsValidationException Invalid(IConfigurationSection section, IEnumerable<string> failures) =>
        new(section.Path, typeof(RunControlClientOptions), failures);

    /// <summary>The times that are given as a number: .NET would take it for days, and hardly anybody means that.</summary>
    private static IEnumerable<string> BareNumbers(
        IConfigurationSection section, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] Type settings) =>
        settings.GetProperties()
            .Where(property => property.PropertyType == typeof(TimeSpan?))
            .Select(property => section.GetSection(property.Name))
            .Where(setting => long.TryParse(setting.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _))
            .Select(setting => $"{setting.Path} is '{setting.Value}', which would be days. Write a time, such as 00:00:30 for 30 seconds.");

    /// <summary>The generated validator begins with the member's bare name, and then calls it by the name that it was given for the whole.</summary>
    private static string Locate(string failure, string path) =>
        SettingPath.Locate(failure[Math.Max(0, failure.IndexOf($"{path}.", StringComparison.Ordinal))..], path, path);
}
