using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Commands;

namespace RocketControl.Client.Emulator.RocketRide.Monitors;

/// <summary>
/// Reads the <c>types</c> of <c>rrext_monitor</c>: names, a number or digits. Unknown names count for nothing, unknown bits are an error
/// with Python's own text (RocketRide protocol §6.2).
/// </summary>
internal static class EventMask
{
    private const int AllBits = (int)EventType.All;

    /// <exception cref="CommandException">A number has unknown bits, or an item of the array is no text.</exception>
    public static EventType Read(JsonNode? types, JsonNode? listenType) => types?.GetValueKind() switch
    {
        JsonValueKind.Array => ReadNames(types.AsArray()),
        JsonValueKind.Number when PythonArguments.TypeName(types) == "int" => ReadNumber(types),
        JsonValueKind.String when IsDigits(types.GetValue<string>()) => ReadNumber(types),
        _ => PythonArguments.TypeName(listenType) == "int" ? ReadNumber(listenType!) : EventType.None,
    };

    /// <summary>The names of the set bits in lower case, as the dashboard lists them.</summary>
    public static JsonArray ToFlags(EventType mask) =>
        [.. Enum.GetValues<EventType>().Where(type => type is not (EventType.None or EventType.All) && mask.HasFlag(type))
            .Select(type => (JsonNode)type.ToString().ToLowerInvariant())];

    private static EventType ReadNames(JsonArray names)
    {
        EventType mask = EventType.None;
        foreach (JsonNode? name in names)
        {
            if (name?.GetValueKind() != JsonValueKind.String)
                throw PythonArguments.NoAttribute(name, "upper", "cmd_monitor.py", 528);
            string text = name.GetValue<string>();
            if (text.All(char.IsLetter) && Enum.TryParse(text, ignoreCase: true, out EventType type))
                mask |= type;
        }

        return mask;
    }

    private static bool IsDigits(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    private static EventType ReadNumber(JsonNode number)
    {
        string text = number.GetValueKind() == JsonValueKind.String ? number.GetValue<string>() : number.ToJsonString();
        long value = long.TryParse(text, CultureInfo.InvariantCulture, out long parsed) ? parsed : long.MaxValue;
        if (value is >= 0 and <= AllBits)
            return (EventType)value;
        if (value is < 0 and >= ~AllBits)
            return (EventType)(value + AllBits + 1);

        int width = Math.Max(BitLength(value), BitLength(AllBits));
        string message = $"<flag 'EVENT_TYPE'> invalid value {text}\n    given {Bits(value, width)}\n  allowed {Bits(AllBits, width)}";
        throw new CommandException(message, "enum.py", 1400);
    }

    /// <summary>Python's <c>enum.bin</c>: the sign, a space and the bits in two's complement.</summary>
    private static string Bits(long value, int width)
    {
        char sign = value < 0 ? '1' : '0';
        string digits = Convert.ToString(value, 2);
        digits = digits.Length >= width ? digits[^width..] : digits.PadLeft(width, sign);
        return $"0b{sign} {digits}";
    }

    private static int BitLength(long value) => 64 - System.Numerics.BitOperations.LeadingZeroCount((ulong)Math.Abs(value));
}
