using System.Globalization;

namespace RocketControl.Client.Emulator.Feldera;

/// <summary>Times as the server writes them.</summary>
internal static class Timestamps
{
    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
}
