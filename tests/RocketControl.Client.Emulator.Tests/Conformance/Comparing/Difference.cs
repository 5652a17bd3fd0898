using System.Text;

namespace RocketControl.Client.Emulator.Tests.Conformance.Comparing;

/// <summary>Something that the emulator did otherwise than the recorded server.</summary>
/// <param name="Scenario">The recorded connection.</param>
/// <param name="Where">The line of the recording and what the client tried there.</param>
/// <param name="What">In which way it differs.</param>
/// <param name="Expected">What was recorded, null for nothing.</param>
/// <param name="Actual">What came instead, null for nothing.</param>
internal sealed record Difference(string Scenario, string Where, string What, string? Expected, string? Actual)
{
    public override string ToString() => new StringBuilder()
        .AppendLine($"{Scenario}, {Where}: {What}")
        .AppendLine($"  expected: {Expected ?? "nothing"}")
        .Append($"  actual:   {Actual ?? "nothing"}")
        .ToString();
}
