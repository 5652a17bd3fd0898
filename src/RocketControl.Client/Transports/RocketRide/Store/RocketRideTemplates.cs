using System.Text.Json.Nodes;
using RocketControl.Client.Transports.RocketRide;

namespace RocketControl.Client.Transports;

/// <summary>Pipelines kept as templates: JSON files <c>.templates/&lt;id&gt;.json</c> in the store, as the official clients have them (RocketRide protocol §3.7).</summary>
public sealed class RocketRideTemplates
{
    private const string Folder = ".templates";
    private const string Ending = ".json";

    private readonly RocketRideStore _store;

    internal RocketRideTemplates(RocketRideStore store) => _store = store;

    /// <summary>Saves a pipeline.</summary>
    /// <param name="id">What to save it under; a template that is there is replaced.</param>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public Task SaveAsync(string id, RocketRidePipeline pipeline, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        return _store.WriteJsonAsync(PathOf(id), JsonNode.Parse(pipeline.ToString()), cancellationToken);
    }

    /// <summary>Reads a template.</summary>
    /// <param name="id">What it is saved under.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="StoreException">There is none.</exception>
    /// <exception cref="PipelineInvalidException">What is saved there is no pipeline.</exception>
    public async Task<RocketRidePipeline> GetAsync(string id, CancellationToken cancellationToken = default) =>
        PipelineDefinition.FromJson(await _store.ReadJsonAsync(PathOf(id), cancellationToken).ConfigureAwait(false));

    /// <summary>Removes a template.</summary>
    /// <param name="id">What it is saved under.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="StoreException">There is none.</exception>
    public Task DeleteAsync(string id, CancellationToken cancellationToken = default) => _store.DeleteAsync(PathOf(id), cancellationToken);

    /// <summary>Lists the templates, each of which is read for it. One that cannot be read is listed with its problem.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<IReadOnlyList<TemplateSummary>> ListAsync(CancellationToken cancellationToken = default)
    {
        var summaries = new List<TemplateSummary>();
        foreach (var entry in await _store.ListAsync(Folder, cancellationToken).ConfigureAwait(false))
        {
            if (entry.Kind == StoreEntryKind.File && entry.Name.EndsWith(Ending, StringComparison.Ordinal))
                summaries.Add(await SummarizeAsync(entry.Name, cancellationToken).ConfigureAwait(false));
        }
        return summaries;
    }

    private async Task<TemplateSummary> SummarizeAsync(string name, CancellationToken cancellationToken)
    {
        var id = name[..^Ending.Length];
        try
        {
            return TemplateSummary.Read(id, await _store.ReadJsonAsync($"{Folder}/{name}", cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is StoreException or RunProtocolException)
        {
            return new TemplateSummary(id, [], 0, exception.Message);
        }
    }

    private static string PathOf(string id) => $"{Folder}/{StorePath.RequireName(id, "template's id")}{Ending}";
}
