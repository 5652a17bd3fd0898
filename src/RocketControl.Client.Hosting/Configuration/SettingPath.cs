using System.Text.RegularExpressions;

namespace RocketControl.Client.Hosting.Configuration;

/// <summary>Puts the path of a setting in the configuration where a message names the member that it is bound to.</summary>
internal static class SettingPath
{
    /// <param name="message">The message, for example <c>RocketRideOptions.CallTimeout must be positive</c>.</param>
    /// <param name="owner">What it names before the member: <c>RocketRideOptions</c>.</param>
    /// <param name="section">The path of the section: <c>RunControl:Orders</c>, which gives <c>RunControl:Orders:CallTimeout must be positive</c>.</param>
    public static string Locate(string message, string owner, string section)
    {
        var located = Regex.Replace(message, $@"{Regex.Escape(owner)}\.(\w+(?:\.\w+)*)", match => $"{section}:{match.Groups[1].Value.Replace('.', ':')}");
        return located.StartsWith(section, StringComparison.Ordinal) ? located : $"{section}: {located}";
    }
}
