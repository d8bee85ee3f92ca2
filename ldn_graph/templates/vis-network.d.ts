// vis-network stands in a script of its own before ours. Of its types only the names are needed.
declare namespace vis {
  const DataSet: any;
  const Network: any;
}
