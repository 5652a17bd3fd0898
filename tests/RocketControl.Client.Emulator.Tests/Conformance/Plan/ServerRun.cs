namespace RocketControl.Client.Emulator.Tests.Conformance.Plan;

/// <summary>The life of one server, and the recorded connections that it saw, in the order in which they were made.</summary>
internal sealed record ServerRun(string Name, string Recording, params PlayBlock[] Blocks)
{
    public IEnumerable<string> Scenarios => Blocks.SelectMany(block => block.Scenarios);

    public override string ToString() => Name;
}
