using RocketControl.Client.Emulator.Feldera.Data;

namespace RocketControl.Client.Emulator.Feldera.Runtime;

/// <summary>The connectors that the program names. They carry no data; what is paused is all that is known of them.</summary>
internal sealed class Connectors(SqlProgram program)
{
    private readonly HashSet<(string Table, string Connector)> _paused = [];

    public bool HasInput(Relation table, string connector) => table.Connectors.Contains(connector) && program.Tables.Contains(table);

    public bool IsPaused(Relation table, string connector) => _paused.Contains((table.Name.Text, connector));

    public void Pause(Relation table, string connector) => _paused.Add((table.Name.Text, connector));

    public void Start(Relation table, string connector) => _paused.Remove((table.Name.Text, connector));

    public IEnumerable<(Relation Table, string Connector)> Inputs => Of(program.Tables);

    public IEnumerable<(Relation View, string Connector)> Outputs => Of(program.Views);

    private static IEnumerable<(Relation Relation, string Connector)> Of(IEnumerable<Relation> relations) =>
        relations.SelectMany(relation => relation.Connectors.Select(connector => (relation, connector)));
}
