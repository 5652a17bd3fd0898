namespace RunDashboard.Systems;

/// <summary>What was put into a form.</summary>
internal sealed class FormValues
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <exception cref="FormatException">A required value is missing.</exception>
    public FormValues(IEnumerable<FormField> fields, IReadOnlyDictionary<string, string> given)
    {
        foreach (var field in fields)
        {
            var value = given.GetValueOrDefault(field.Name)?.Trim() ?? "";
            if (field.IsRequired && value.Length == 0)
                throw new FormatException($"{field.Label} is missing.");
            _values.Add(field.Name, value);
        }
    }

    public string this[string name] => _values[name];
}
