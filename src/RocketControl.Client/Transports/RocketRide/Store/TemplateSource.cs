namespace RocketControl.Client.Transports;

/// <summary>A component that can feed the pipeline of a template.</summary>
/// <param name="Id">Its id in the pipeline.</param>
/// <param name="Provider">Its kind, for example <c>webhook</c>.</param>
/// <param name="Name">Its name for people; the id when it has none.</param>
public sealed record TemplateSource(string Id, string Provider, string Name);
