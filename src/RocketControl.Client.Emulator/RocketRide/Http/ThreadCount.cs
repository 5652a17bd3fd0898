using System.Globalization;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.RocketRide.Http;

/// <summary>The parameter <c>threads</c> of <c>POST /task</c>, which unlike the command's argument is checked (RocketRide protocol §7.2).</summary>
internal static class ThreadCount
{
    private const int Default = 4;
    private const int Lowest = 1;
    private const int Highest = 64;

    private static readonly string[] Location = ["query", "threads"];

    /// <summary>The count; the default stands in for one that is wrong.</summary>
    public static int Read(string? text, ValidationErrors errors)
    {
        if (text is null)
            return Default;
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out decimal count))
            errors.Add("int_parsing", Location, "Input should be a valid integer, unable to parse string as an integer", text);
        else if (count < Lowest)
            errors.Add("greater_than_equal", Location, $"Input should be greater than or equal to {Lowest}", text, new JsonObject { ["ge"] = Lowest });
        else if (count > Highest)
            errors.Add("less_than_equal", Location, $"Input should be less than or equal to {Highest}", text, new JsonObject { ["le"] = Highest });
        return count is >= Lowest and <= Highest ? (int)count : Default;
    }
}
