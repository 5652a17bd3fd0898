using System.Text.Json;

namespace RocketControl.Client.Transports.RocketRide.Accounts;

/// <summary>One of a command's subcommands, with its arguments (RocketRide protocol §3.10).</summary>
/// <param name="name">The subcommand.</param>
/// <param name="texts">The arguments that are texts; those that are null are left out.</param>
internal sealed class Subcommand(string name, params (string Name, string? Value)[] texts)
{
    /// <summary>Writes the arguments that are no texts.</summary>
    public Action<Utf8JsonWriter>? More { get; init; }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("subcommand"u8, name);
        foreach (var (argument, value) in texts)
            writer.WriteOptional(argument, value);
        More?.Invoke(writer);
    }
}
